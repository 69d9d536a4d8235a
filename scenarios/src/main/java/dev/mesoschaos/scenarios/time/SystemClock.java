package dev.mesoschaos.scenarios.time;

import java.time.Duration;
import java.time.Instant;

/** Wall-clock time read once, carried on by the monotonic clock: two readings always differ by the time between them. */
enum SystemClock implements Clock {
    INSTANCE;

    private final Instant wallAtStart = Instant.now();
    private final long nanosAtStart = System.nanoTime();

    @Override
    public Instant now() {
        return wallAtStart.plusNanos(System.nanoTime() - nanosAtStart);
    }

    @Override
    public void pause(Duration duration) {
        try {
            if (duration.isPositive()) {
                Thread.sleep(duration);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
