package dev.mesoschaos.probes.probe;

import dev.mesoschaos.scenarios.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls at a fixed rate, on a schedule that is fixed when it starts: a call that comes late is still told when it was
 * due, the next one is not moved, and none is left out. Without that, a slow system would be asked less often while it
 * is slow, and look better than it is (coordinated omission).
 */
final class OpenLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OpenLoop.class);
    private static final double NANOS_PER_SECOND = 1e9;

    private final Clock clock;
    private final double perSecond;
    private final Tick tick;
    private final Instant start;
    private final Thread thread;
    private volatile boolean closed;

    /** What is called; must hand its work over and return at once. */
    @FunctionalInterface
    interface Tick {
        void due(long number, Instant due);
    }

    private OpenLoop(String name, Clock clock, double perSecond, Tick tick) {
        this.clock = clock;
        this.perSecond = perSecond;
        this.tick = tick;
        this.start = clock.now();
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    /** Starts at once: the first call is due now. */
    static OpenLoop start(String name, Clock clock, double perSecond, Tick tick) {
        OpenLoop loop = new OpenLoop(name, clock, perSecond, tick);
        loop.thread.start();
        return loop;
    }

    private void run() {
        for (long number = 0; waitUntil(due(number)); number++) {
            try {
                tick.due(number, due(number));
            } catch (RuntimeException e) {
                LOG.warn("{}: call {} failed; the schedule goes on", thread.getName(), number, e);
            }
        }
    }

    private Instant due(long number) {
        return start.plusNanos(Math.round(number * NANOS_PER_SECOND / perSecond));
    }

    /** Whether the loop is still open at that moment. */
    private boolean waitUntil(Instant due) {
        while (!closed) {
            long nanos = Duration.between(clock.now(), due).toNanos();
            if (nanos <= 0) {
                return true;
            }
            LockSupport.parkNanos(this, nanos);
        }
        return false;
    }

    /** Ends the schedule; no call is under way any more when this returns. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
