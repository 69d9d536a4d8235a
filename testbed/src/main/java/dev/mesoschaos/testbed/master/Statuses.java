package dev.mesoschaos.testbed.master;

import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/** Updates that the master makes up: no uuid, never acknowledged, never repeated (mesos-facts 4.2). */
final class Statuses {

    private final Cluster cluster;

    Statuses(Cluster cluster) {
        this.cluster = cluster;
    }

    TaskStatus.Builder of(
            TaskID task, Optional<AgentID> agent, TaskState state, TaskStatus.Reason reason, String message) {
        TaskStatus.Builder status = TaskStatus.newBuilder()
                .setTaskId(task)
                .setState(state)
                .setMessage(message)
                .setSource(TaskStatus.Source.SOURCE_MASTER)
                .setReason(reason)
                .setTimestamp(cluster.nowNanos() / 1e9);
        agent.ifPresent(status::setAgentId);
        return status;
    }

    TaskStatus.Builder of(TrackedTask task, TaskState state, TaskStatus.Reason reason, String message) {
        return of(task.task().getTaskId(), Optional.of(task.task().getAgentId()), state, reason, message);
    }

    /** The state for a framework that may not know the newer states (mesos-facts 4.1). */
    static TaskState forAwareness(Framework framework, TaskState aware) {
        return framework.isPartitionAware() ? aware : TaskState.TASK_LOST;
    }
}
