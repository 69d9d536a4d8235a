package dev.mesoschaos.testbed.master;

import com.google.protobuf.ByteString;
import dev.mesoschaos.testbed.master.allocation.Claim;
import dev.mesoschaos.testbed.master.allocation.Resources;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/** A task as the master tracks it: from its launch until its terminal update is acknowledged, or its agent is lost. */
final class TrackedTask {

    private final String role;
    private final Resources resources;
    private Task task;
    private boolean holdsResources;

    /** Tracks a task that an agent brought, or that is about to be launched. */
    TrackedTask(Task task, String role) {
        this.task = task;
        this.role = role;
        this.resources = Resources.of(task.getResourcesList());
        this.holdsResources = !TaskStates.isTerminal(task.getState());
    }

    /** The task of a launch, in its initial state. */
    static TrackedTask launched(Framework framework, TaskInfo info, String role, Optional<ExecutorID> executor) {
        Task.Builder task = Task.newBuilder()
                .setName(info.getName())
                .setTaskId(info.getTaskId())
                .setFrameworkId(framework.id())
                .setAgentId(info.getAgentId())
                .setState(TaskState.TASK_STAGING)
                .addAllResources(Resources.of(info.getResourcesList()).allocated(role, false))
                .putAllLimits(info.getLimitsMap());
        if (info.hasLabels()) {
            task.setLabels(info.getLabels());
        }
        if (info.hasDiscovery()) {
            task.setDiscovery(info.getDiscovery());
        }
        if (info.hasContainer()) {
            task.setContainer(info.getContainer());
        }
        if (info.hasHealthCheck()) {
            task.setHealthCheck(info.getHealthCheck());
        }
        if (info.hasKillPolicy()) {
            task.setKillPolicy(info.getKillPolicy());
        }
        executor.ifPresent(task::setExecutorId);
        return new TrackedTask(task.build(), role);
    }

    Task task() {
        return task;
    }

    String id() {
        return task.getTaskId().getValue();
    }

    String agentId() {
        return task.getAgentId().getValue();
    }

    Claim claim() {
        return new Claim(task.getFrameworkId().getValue(), role);
    }

    Resources resources() {
        return resources;
    }

    /** Whether its resources are still allocated to it. */
    boolean holdsResources() {
        return holdsResources;
    }

    /** What it holds; nothing once that is given back. */
    Stream<Holding> holding() {
        return holdsResources ? Stream.of(new Holding(claim(), resources)) : Stream.empty();
    }

    /** Marks its resources as given back; says whether they were held until now. */
    boolean release() {
        boolean held = holdsResources;
        holdsResources = false;
        return held;
    }

    /** The state that the scheduler was told last, which can lag behind {@link Task#getState}. */
    TaskState toldState() {
        return task.hasStatusUpdateState() ? task.getStatusUpdateState() : task.getState();
    }

    /** Whether a terminal update with this uuid was forwarded, so that its acknowledgement ends the task. */
    boolean endsWith(ByteString uuid) {
        return TaskStates.isTerminal(toldState()) && task.getStatusUpdateUuid().equals(uuid);
    }

    /** Records a status; says whether observers hear of it: its state is another one, or it is about a check. */
    boolean record(TaskStatus status, TaskState latest) {
        int count = task.getStatusesCount();
        boolean repeats = count > 0 && task.getStatuses(count - 1).getState() == status.getState();
        Task.Builder next = task.toBuilder().setState(latest);
        TaskStatus kept = status.toBuilder().clearData().build();
        if (repeats) {
            next.setStatuses(count - 1, kept);
        } else {
            next.addStatuses(kept);
        }
        if (status.hasUuid()) {
            next.setStatusUpdateState(status.getState()).setStatusUpdateUuid(status.getUuid());
        }
        task = next.build();
        return !repeats
                || status.getReason() == TaskStatus.Reason.REASON_TASK_HEALTH_CHECK_STATUS_UPDATED
                || status.getReason() == TaskStatus.Reason.REASON_TASK_CHECK_STATUS_UPDATED;
    }
}
