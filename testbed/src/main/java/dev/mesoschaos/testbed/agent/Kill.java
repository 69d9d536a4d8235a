package dev.mesoschaos.testbed.agent;

import java.time.Duration;

/**
 * SIGTERM to all processes of a task, then SIGKILL when its grace is over. Times are nanoseconds of one monotonic clock.
 */
final class Kill {

    private final long deadlineNanos;
    private boolean terminated;
    private boolean killed;

    Kill(Duration grace, long nowNanos) {
        this.deadlineNanos = nowNanos + grace.toNanos();
    }

    /** Sends what is due. A signal that found nobody, because the executor was only just starting, is sent again. */
    void proceed(CommandExecutor executor, long nowNanos) {
        if (nowNanos - deadlineNanos >= 0) {
            killed = killed || executor.signal("KILL");
        } else {
            terminated = terminated || executor.signal("TERM");
        }
    }
}
