package dev.mesoschaos.testbed.master;

import java.util.Map;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that owns the master's state. An action that throws is logged, and periodic ones go on.
 *
 * <p>Periodic actions have a fixed delay, not a fixed rate: a master that was stopped for a while must not make up for
 * missed ping ticks in a burst, which would find every agent unreachable before its pongs are read.
 */
final class Actor extends ScheduledThreadPoolExecutor {

    private static final Logger LOG = LoggerFactory.getLogger(Actor.class);

    Actor() {
        super(1, action -> Thread.ofPlatform().name("actor").daemon().unstarted(action));
        setRemoveOnCancelPolicy(true);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable action, long delay, TimeUnit unit) {
        return super.schedule(logged(action), delay, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable action, long initialDelay, long delay, TimeUnit unit) {
        return super.scheduleWithFixedDelay(logged(action), initialDelay, delay, unit);
    }

    private static Runnable logged(Runnable action) {
        return () -> {
            try {
                action.run();
            } catch (RuntimeException e) {
                LOG.error("an action of the master failed", e);
            }
        };
    }

    /** Adds how many actions are due and wait, under the names that real masters have for it. */
    void addTo(Map<String, Double> metrics) {
        long due = getQueue().stream()
                .filter(waiting -> ((Delayed) waiting).getDelay(TimeUnit.NANOSECONDS) <= 0)
                .count();
        metrics.put("master/event_queue_dispatches", (double) due);
        metrics.put("master/event_queue_http_requests", 0.0);
        metrics.put("master/event_queue_messages", 0.0);
        metrics.put("allocator/event_queue_dispatches", 0.0);
        metrics.put("allocator/mesos/event_queue_dispatches", 0.0);
    }
}
