package dev.mesoschaos.probes.indicator;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Consecutive parts of a time: each from where the one before it ended. */
final class Phases {

    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private Instant reached;

    Phases(Instant start) {
        this.reached = start;
    }

    void reached(String phase, Optional<Instant> when) {
        when.ifPresent(at -> {
            seconds.put(phase, Seconds.between(reached, at));
            reached = at.isAfter(reached) ? at : reached;
        });
    }

    Map<String, Double> seconds() {
        return seconds;
    }
}
