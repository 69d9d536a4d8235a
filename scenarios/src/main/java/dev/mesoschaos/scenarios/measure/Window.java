package dev.mesoschaos.scenarios.measure;

import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of time.
 *
 * @param from included
 * @param to excluded
 */
public record Window(Instant from, Instant to) {

    /** Whether a moment lies in it. */
    public boolean contains(Instant moment) {
        return !moment.isBefore(from) && moment.isBefore(to);
    }

    /** How long it is; zero when it ends before it starts. */
    public Duration length() {
        Duration length = Duration.between(from, to);
        return length.isNegative() ? Duration.ZERO : length;
    }
}
