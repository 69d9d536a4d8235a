package dev.mesoschaos.injectors.toxiproxy;

import dev.mesoschaos.scenarios.language.Fields;
import eu.rekawek.toxiproxy.model.Toxic;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import eu.rekawek.toxiproxy.model.ToxicList;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * {@code toxiproxy-slow-close}: when one side closes a connection, the other side hears of it late.
 */
public final class ToxiproxySlowClose extends ToxicFault {

    /** Below this share of the delay asked for, the toxic does not bite. */
    private static final double BITES = 0.6;

    @Override
    public String id() {
        return "toxiproxy-slow-close";
    }

    @Override
    public String harm() {
        return "connections to the targets close late";
    }

    @Override
    String toxic() {
        return "slow_close";
    }

    @Override
    Poison poison(Fields parameters) {
        Duration delay = parameters.duration("delay", Duration.ofMillis(1), Duration.ofSeconds(60));
        return Poison.read(parameters, Map.of("delay", delay.toMillis()));
    }

    @Override
    Toxic add(ToxicList toxics, String name, ToxicDirection direction, ToxicPlan plan) throws IOException {
        return toxics.slowClose(name, direction, plan.get("delay"));
    }

    @Override
    Speech speech(ToxicPlan plan) {
        return Speech.GOODBYE;
    }

    @Override
    Duration delay(ToxicPlan plan) {
        return plan.millis("delay").multipliedBy(plan.directions().size());
    }

    @Override
    boolean harms(ToxicPlan plan, Heard through, Heard past, boolean wasOpen) {
        return through.is(Heard.End.CLOSED) && late(plan, through, past, wasOpen, BITES);
    }
}
