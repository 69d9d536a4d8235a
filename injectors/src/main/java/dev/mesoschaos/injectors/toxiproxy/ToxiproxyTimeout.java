package dev.mesoschaos.injectors.toxiproxy;

import dev.mesoschaos.scenarios.language.Fields;
import eu.rekawek.toxiproxy.model.Toxic;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import eu.rekawek.toxiproxy.model.ToxicList;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * {@code toxiproxy-timeout}: data vanish, and after a timeout without any the connection is closed; a timeout of 0 closes none.
 * The connections it has harmed are closed when it is undone, since what they lost cannot come back.
 */
public final class ToxiproxyTimeout extends ToxicFault {

    /** So long nothing must be heard for data to have vanished. */
    private static final Duration SILENCE = Duration.ofSeconds(1);

    /** A connection that was closed before this share of the timeout was closed by somebody else. */
    private static final double BITES = 0.6;

    @Override
    public String id() {
        return "toxiproxy-timeout";
    }

    @Override
    public String harm() {
        return "data on the links to the targets vanish";
    }

    @Override
    String toxic() {
        return "timeout";
    }

    @Override
    Poison poison(Fields parameters) {
        Duration timeout = parameters.duration("timeout", Duration.ZERO, Duration.ofSeconds(60), Duration.ZERO);
        return Poison.read(parameters, Map.of("timeout", timeout.toMillis()));
    }

    @Override
    Toxic add(ToxicList toxics, String name, ToxicDirection direction, ToxicPlan plan) throws IOException {
        return toxics.timeout(name, direction, plan.get("timeout"));
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
    Duration patience(ToxicPlan plan) {
        return delay(plan).isZero() ? SILENCE : super.patience(plan);
    }

    @Override
    boolean harms(ToxicPlan plan, Heard through, Heard past, boolean wasOpen) {
        boolean ended = through.is(Heard.End.CLOSED) || through.is(Heard.End.RESET);
        boolean asPlanned = delay(plan).isZero()
                ? through.is(Heard.End.SILENT)
                : ended && (wasOpen || through.took().toNanos() >= BITES * delay(plan).toNanos());
        return through.bytes() == 0 && asPlanned;
    }
}
