package dev.mesoschaos.testbed.agent;

import dev.mesoschaos.testbed.agent.container.Limitation;
import java.util.Optional;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;

/**
 * What the tasks of an executor are told when it ends before them (mesos-facts 4.3).
 *
 * @param gone TASK_GONE or TASK_LOST, else TASK_FAILED
 */
record ExecutorEnd(Reason reason, String message, boolean gone, Optional<Limitation> limitation) {

    /** It ended, and the agent does not know why. */
    static final ExecutorEnd TERMINATED =
            new ExecutorEnd(Reason.REASON_EXECUTOR_TERMINATED, "Executor terminated", false, Optional.empty());

    /** It used more than it may. */
    static ExecutorEnd over(Limitation limitation) {
        return new ExecutorEnd(limitation.reason(), limitation.message(), false, Optional.of(limitation));
    }

    /** It never subscribed. */
    static ExecutorEnd unregistered(String timeout) {
        return new ExecutorEnd(Reason.REASON_EXECUTOR_REGISTRATION_TIMEOUT,
                "Executor did not register within " + timeout, false, Optional.empty());
    }

    /** It did not subscribe again after a restart of the agent. */
    static ExecutorEnd notBack(String timeout) {
        return new ExecutorEnd(Reason.REASON_EXECUTOR_REREGISTRATION_TIMEOUT,
                "Executor did not reregister within " + timeout, true, Optional.empty());
    }

    /** Its resources could not be changed to those of one more task. */
    static ExecutorEnd notUpdated(String why) {
        return new ExecutorEnd(Reason.REASON_CONTAINER_UPDATE_FAILED,
                "Failed to update resources for container: " + why, true, Optional.empty());
    }

    /** It could not be started. */
    static ExecutorEnd notLaunched(String why) {
        return new ExecutorEnd(Reason.REASON_CONTAINER_LAUNCH_FAILED,
                "Failed to launch container: " + why, false, Optional.empty());
    }
}
