package dev.mesoschaos.testbed.simulation;

import dev.mesoschaos.testbed.agent.TaskKey;
import dev.mesoschaos.testbed.agent.TaskStates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/** A task that only exists as what is said about it. */
final class SimulatedTask {

    private final TaskKey key;
    private final TaskInfo info;
    private final String containerId;
    private final List<TaskStatus> statuses = new ArrayList<>(3);

    SimulatedTask(TaskKey key, TaskInfo info, String containerId) {
        this.key = key;
        this.info = info;
        this.containerId = containerId;
    }

    TaskKey key() {
        return key;
    }

    TaskInfo info() {
        return info;
    }

    String containerId() {
        return containerId;
    }

    void add(TaskStatus status) {
        statuses.add(status);
    }

    TaskState state() {
        return statuses.isEmpty() ? TaskState.TASK_STAGING : statuses.getLast().getState();
    }

    boolean hasEnded() {
        return TaskStates.isTerminal(state());
    }

    /** The task as the master keeps it; {@code forwarded} is the newest update that was on its way to the scheduler. */
    Task toMessage(Optional<TaskStatus> forwarded) {
        Task.Builder task = Task.newBuilder()
                .setName(info.getName())
                .setTaskId(info.getTaskId())
                .setFrameworkId(key.framework())
                .setAgentId(info.getAgentId())
                .setState(state())
                .addAllResources(info.getResourcesList())
                .addAllStatuses(statuses);
        forwarded.ifPresent(status ->
                task.setStatusUpdateState(status.getState()).setStatusUpdateUuid(status.getUuid()));
        if (info.hasLabels()) {
            task.setLabels(info.getLabels());
        }
        if (info.hasDiscovery()) {
            task.setDiscovery(info.getDiscovery());
        }
        if (info.hasKillPolicy()) {
            task.setKillPolicy(info.getKillPolicy());
        }
        return task.build();
    }
}
