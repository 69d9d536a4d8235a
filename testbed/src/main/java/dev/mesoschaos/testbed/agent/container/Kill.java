package dev.mesoschaos.testbed.agent.container;

import java.time.Duration;

/**
 * SIGTERM to all processes of a task, then SIGKILL when its grace is over. Times are nanoseconds of one monotonic clock.
 */
public final class Kill {

    private long deadlineNanos;
    private boolean terminated;
    private boolean killed;

    /** Begins now and ends {@code grace} later. */
    public Kill(Duration grace, long nowNanos) {
        this.deadlineNanos = nowNanos + grace.toNanos();
    }

    /** A later wish to kill can only hurry it (mesos-facts 4.3). */
    public void hurry(Duration grace, long nowNanos) {
        long wanted = nowNanos + grace.toNanos();
        deadlineNanos = wanted - deadlineNanos < 0 ? wanted : deadlineNanos;
    }

    /** Sends what is due. A signal that found nobody, because the container was only just starting, is sent again. */
    public void proceed(ContainerProcess container, long nowNanos) {
        if (!terminated) {
            terminated = container.signal("TERM");
        } else if (nowNanos - deadlineNanos >= 0) {
            killed = killed || container.signal("KILL");
        }
    }
}
