package dev.mesoschaos.mesosclient;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Pauses that double from one failure to the next up to a cap, each drawn between its half and its whole. */
final class Backoff {

    private final Duration first;
    private final Duration cap;
    private final RandomGenerator random;
    private Duration ceiling;

    Backoff(Duration first, Duration cap, RandomGenerator random) {
        this.first = first;
        this.cap = cap;
        this.random = random;
        this.ceiling = first;
    }

    Duration next() {
        long whole = ceiling.toNanos();
        Duration doubled = ceiling.multipliedBy(2);
        ceiling = doubled.compareTo(cap) < 0 ? doubled : cap;
        return Duration.ofNanos(whole - random.nextLong(whole / 2 + 1));
    }

    void reset() {
        ceiling = first;
    }
}
