package dev.mesoschaos.probes.indicator;

import java.time.Duration;
import java.time.Instant;

/** Durations as plain numbers, as indicators give them. */
final class Seconds {

    private static final double NANOS_PER_SECOND = 1e9;

    private Seconds() {}

    static double of(Duration duration) {
        return duration.toNanos() / NANOS_PER_SECOND;
    }

    /** Zero when {@code to} is not after {@code from}. */
    static double between(Instant from, Instant to) {
        return Math.max(0, of(Duration.between(from, to)));
    }
}
