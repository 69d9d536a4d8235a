package dev.mesoschaos.injectors.zookeeper;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a latency is being held at its set-point. One pause of a busy machine lifts a percentile for as long as its
 * window is, so what counts has lasted longer than that.
 */
final class SetPoint {

    /** A controller hovers about its set-point: this share of it counts as held. */
    private static final double HELD = 0.8;

    private final double setPointMs;
    private final Duration window;
    private volatile double latestMs;
    private volatile Instant near;
    private volatile boolean passed;

    SetPoint(Duration setPoint, Duration window) {
        this.setPointMs = setPoint.toNanos() / 1e6;
        this.window = window;
    }

    /** Takes a measurement into account. */
    void measured(double p99Ms, Instant at) {
        latestMs = p99Ms;
        if (p99Ms < setPointMs * HELD) {
            near = null;
            passed = false;
        } else if (near == null) {
            near = at;
        }
        if (p99Ms >= setPointMs) {
            passed = true;
        }
    }

    /** The latest measurement in milliseconds; 0 before the first. */
    double latestMs() {
        return latestMs;
    }

    /** Since when the set-point is held, having been passed; empty when it is not. */
    Optional<Instant> heldSince(Instant now) {
        Instant since = near;
        return since != null && passed && Duration.between(since, now).compareTo(window) > 0
                ? Optional.of(since)
                : Optional.empty();
    }
}
