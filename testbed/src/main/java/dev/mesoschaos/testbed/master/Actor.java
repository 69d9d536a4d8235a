package dev.mesoschaos.testbed.master;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that owns the master's state. An action that throws is logged, and periodic ones go on. */
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
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable action, long initialDelay, long period, TimeUnit unit) {
        return super.scheduleAtFixedRate(logged(action), initialDelay, period, unit);
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
