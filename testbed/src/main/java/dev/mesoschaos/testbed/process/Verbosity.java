package dev.mesoschaos.testbed.process;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/**
 * How much a process logs, as Mesos counts it: 0 is as it was started, 1 adds what helps to find errors, 2 and more all
 * there is. Any thread may use it.
 */
public final class Verbosity {

    private static final String OWN = "dev.mesoschaos";

    private final ScheduledExecutorService thread;
    private Optional<Future<?>> end = Optional.empty();
    private int level;

    /**
     * Starts at 0.
     *
     * @param thread ends a change of the level when its time is over
     */
    public Verbosity(ScheduledExecutorService thread) {
        this.thread = thread;
    }

    /** The level of this moment. */
    public synchronized int level() {
        return level;
    }

    /** Changes the level for a while; the next change ends it too. */
    public synchronized void raise(int wanted, Duration time) {
        end.ifPresent(earlier -> earlier.cancel(false));
        set(wanted);
        end = Optional.of(thread.schedule(() -> set(0), time.toNanos(), TimeUnit.NANOSECONDS));
    }

    private synchronized void set(int wanted) {
        level = wanted;
        Logger own = (Logger) LoggerFactory.getLogger(OWN);
        own.setLevel(wanted == 0 ? null : wanted == 1 ? Level.DEBUG : Level.TRACE);
    }
}
