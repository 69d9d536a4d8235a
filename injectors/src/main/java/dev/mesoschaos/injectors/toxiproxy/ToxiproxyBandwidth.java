package dev.mesoschaos.injectors.toxiproxy;

import dev.mesoschaos.scenarios.language.Fields;
import eu.rekawek.toxiproxy.model.Toxic;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import eu.rekawek.toxiproxy.model.ToxicList;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * {@code toxiproxy-bandwidth}: data pass at a limited rate, each connection's in each direction by itself.
 */
public final class ToxiproxyBandwidth extends ToxicFault {

    /** 1000 bytes a second, in which Toxiproxy counts. */
    private static final long STEP_BITS = 8_000;

    /** So long the rate is watched. */
    private static final Duration WATCHED = Duration.ofMillis(200);

    /** Below this share of the delay that the rate makes, the toxic does not bite. */
    private static final double BITES = 0.5;

    @Override
    public String id() {
        return "toxiproxy-bandwidth";
    }

    @Override
    public String harm() {
        return "data on the links to the targets pass at a limited rate";
    }

    @Override
    String toxic() {
        return "bandwidth";
    }

    @Override
    Poison poison(Fields parameters) {
        long rate = parameters.bitsPerSecond("rate", STEP_BITS, 250 * STEP_BITS);
        if (rate % STEP_BITS != 0) {
            throw parameters.wrong("rate", "expected a multiple of 8kbit, which are 1000 bytes a second: Toxiproxy counts in these");
        }
        return Poison.read(parameters, Map.of("rate", rate / STEP_BITS));
    }

    @Override
    Toxic add(ToxicList toxics, String name, ToxicDirection direction, ToxicPlan plan) throws IOException {
        return toxics.bandwidth(name, direction, plan.get("rate"));
    }

    @Override
    Speech speech(ToxicPlan plan) {
        return new Speech(plan.get("rate") * WATCHED.toMillis());
    }

    @Override
    Duration delay(ToxicPlan plan) {
        return WATCHED;
    }

    @Override
    boolean harms(ToxicPlan plan, Heard through, Heard past, boolean wasOpen) {
        return through.is(Heard.End.ANSWERED) && late(plan, through, past, wasOpen, BITES);
    }
}
