package dev.mesoschaos.testbed.agent;

import java.util.EnumSet;
import java.util.Set;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.TaskState;

/** Which task states end a task, and which of them a framework understands (mesos-facts 4.1). */
public final class TaskStates {

    private static final Set<TaskState> NOT_TERMINAL = EnumSet.of(
            TaskState.TASK_STAGING,
            TaskState.TASK_STARTING,
            TaskState.TASK_RUNNING,
            TaskState.TASK_KILLING,
            TaskState.TASK_UNREACHABLE,
            TaskState.TASK_UNKNOWN);

    private TaskStates() {}

    /** Whether a task in that state has ended. */
    public static boolean isTerminal(TaskState state) {
        return !NOT_TERMINAL.contains(state);
    }

    /** TASK_DROPPED where the framework is partition aware, else TASK_LOST. */
    public static TaskState dropped(FrameworkInfo framework) {
        return has(framework, Capability.Type.PARTITION_AWARE) ? TaskState.TASK_DROPPED : TaskState.TASK_LOST;
    }

    /** TASK_GONE where the framework is partition aware, else TASK_LOST. */
    static TaskState gone(FrameworkInfo framework) {
        return has(framework, Capability.Type.PARTITION_AWARE) ? TaskState.TASK_GONE : TaskState.TASK_LOST;
    }

    /** Whether the framework has a capability. */
    public static boolean has(FrameworkInfo framework, Capability.Type type) {
        return framework.getCapabilitiesList().stream().anyMatch(capability -> capability.getType() == type);
    }
}
