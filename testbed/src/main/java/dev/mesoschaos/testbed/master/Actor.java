package dev.mesoschaos.testbed.master;

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
}
