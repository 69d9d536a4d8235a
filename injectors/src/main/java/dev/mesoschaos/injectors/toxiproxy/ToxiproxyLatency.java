package dev.mesoschaos.injectors.toxiproxy;

import dev.mesoschaos.scenarios.language.Fields;
import eu.rekawek.toxiproxy.model.Toxic;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import eu.rekawek.toxiproxy.model.ToxicList;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * {@code toxiproxy-latency}: data arrive late, by a latency and a jitter to either side of it.
 */
public final class ToxiproxyLatency extends ToxicFault {

    /** Below this share of the latency asked for, the toxic does not bite. */
    private static final double BITES = 0.6;

    /** A jitter as long as the latency may take away nearly all of it; one of 40 is then under this share. */
    private static final double LEAST = 0.05;

    @Override
    public String id() {
        return "toxiproxy-latency";
    }

    @Override
    public String harm() {
        return "data on the links to the targets arrive late and unevenly";
    }

    @Override
    String toxic() {
        return "latency";
    }

    @Override
    Poison poison(Fields parameters) {
        Duration longest = Duration.ofSeconds(60);
        Duration latency = parameters.duration("latency", Duration.ofMillis(1), longest);
        Duration jitter = parameters.duration("jitter", Duration.ZERO, longest, Duration.ZERO);
        if (jitter.compareTo(latency) > 0) {
            throw parameters.wrong("jitter", "expected at most the latency, so that none is negative");
        }
        return Poison.read(parameters, Map.of("latency", latency.toMillis(), "jitter", jitter.toMillis()));
    }

    @Override
    Toxic add(ToxicList toxics, String name, ToxicDirection direction, ToxicPlan plan) throws IOException {
        return toxics.latency(name, direction, plan.get("latency")).setJitter(plan.get("jitter"));
    }

    @Override
    Speech speech(ToxicPlan plan) {
        return Speech.ONE_WORD;
    }

    @Override
    Duration delay(ToxicPlan plan) {
        return plan.millis("latency").multipliedBy(plan.directions().size());
    }

    @Override
    boolean harms(ToxicPlan plan, Heard through, Heard past, boolean wasOpen) {
        double certain = 1 - (double) plan.get("jitter") / plan.get("latency");
        double share = Math.max(LEAST, Math.min(BITES, certain));
        return through.is(Heard.End.ANSWERED) && late(plan, through, past, wasOpen, share);
    }
}
