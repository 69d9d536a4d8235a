package dev.mesoschaos.testbed.agent.health;

import java.time.Duration;

/**
 * When a check is tried: after its delay, then {@code interval} after the end of the try before. Times are nanoseconds of
 * one monotonic clock.
 */
final class Schedule {

    private static final double NANOS_PER_SECOND = 1e9;

    private final Duration interval;
    private long dueNanos;
    private boolean busy;

    Schedule(double delaySeconds, double intervalSeconds, long nowNanos) {
        this.interval = seconds(intervalSeconds);
        this.dueNanos = nowNanos + seconds(delaySeconds).toNanos();
    }

    static Duration seconds(double seconds) {
        return Duration.ofNanos(Math.round(seconds * NANOS_PER_SECOND));
    }

    /** Whether a try is to begin now; it then counts as begun. */
    boolean begins(long nowNanos) {
        if (busy || nowNanos - dueNanos < 0) {
            return false;
        }
        busy = true;
        return true;
    }

    void ended(long nowNanos) {
        busy = false;
        dueNanos = nowNanos + interval.toNanos();
    }
}
