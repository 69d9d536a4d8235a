package dev.mesoschaos.injectors.toxiproxy;

import dev.mesoschaos.scenarios.language.Fields;
import eu.rekawek.toxiproxy.model.Toxic;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import eu.rekawek.toxiproxy.model.ToxicList;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * {@code toxiproxy-reset-peer}: some time after the first word, which is lost, the connection is reset. One that was open
 * before is closed by a real Toxiproxy, not reset.
 */
public final class ToxiproxyResetPeer extends ToxicFault {

    /** A connection that was reset before this share of the timeout was reset by somebody else. */
    private static final double BITES = 0.6;

    @Override
    public String id() {
        return "toxiproxy-reset-peer";
    }

    @Override
    public String harm() {
        return "connections to the targets are reset";
    }

    @Override
    String toxic() {
        return "reset_peer";
    }

    @Override
    Poison poison(Fields parameters) {
        Duration timeout = parameters.duration("timeout", Duration.ZERO, Duration.ofSeconds(60), Duration.ZERO);
        return Poison.read(parameters, Map.of("timeout", timeout.toMillis()));
    }

    @Override
    Toxic add(ToxicList toxics, String name, ToxicDirection direction, ToxicPlan plan) throws IOException {
        return toxics.resetPeer(name, direction, plan.get("timeout"));
    }

    @Override
    Speech speech(ToxicPlan plan) {
        return Speech.GREETING;
    }

    @Override
    Duration delay(ToxicPlan plan) {
        return plan.millis("timeout");
    }

    @Override
    boolean harms(ToxicPlan plan, Heard through, Heard past, boolean wasOpen) {
        boolean ended = through.is(Heard.End.RESET) || (wasOpen && through.is(Heard.End.CLOSED));
        return ended && through.bytes() == 0 && through.took().toNanos() >= BITES * delay(plan).toNanos();
    }
}
