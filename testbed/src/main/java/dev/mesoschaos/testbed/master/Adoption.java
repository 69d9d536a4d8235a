package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.master.allocation.Resources;
import dev.mesoschaos.testbed.wire.AgentMessage;
import dev.mesoschaos.testbed.wire.MasterMessage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskStatus;

/** The tasks and frameworks that a returning agent brings along. */
final class Adoption {

    private final Parts parts;
    private final Frameworks frameworks;
    private final Statuses statuses;

    Adoption(Parts parts, Frameworks frameworks) {
        this.parts = parts;
        this.frameworks = frameworks;
        this.statuses = new Statuses(parts.cluster());
    }

    /** The tasks that the master tracks and the agent does not have any more: the agent answers for them. */
    List<MasterMessage.ReconcileUnknown> missing(RegisteredAgent agent, AgentMessage.Reregister message) {
        Set<RegisteredAgent.TaskKey> named = new HashSet<>();
        for (Task task : message.tasks()) {
            named.add(new RegisteredAgent.TaskKey(task.getFrameworkId(), task.getTaskId()));
        }
        return agent.tasks().keySet().stream()
                .filter(task -> !named.contains(task))
                .map(task -> new MasterMessage.ReconcileUnknown(task.frameworkId(), task.taskId()))
                .toList();
    }

    /**
     * Tracks all that the agent brings; observers hear of the agent after the tasks of known frameworks (mesos-facts
     * 2.2).
     *
     * @param recovered whether only the leader is new; then schedulers are told nothing (mesos-facts 4.4-10)
     */
    void adopt(RegisteredAgent agent, AgentMessage.Reregister message, boolean recovered) {
        Cluster cluster = parts.cluster();
        List<FrameworkInfo> unknown = message.frameworks().stream()
                .filter(framework -> cluster.framework(framework.getId().getValue()).isEmpty())
                .toList();
        adoptTasks(agent, message.tasks(), recovered);
        parts.observers().agentAdded(agent);
        for (FrameworkInfo framework : unknown) {
            if (cluster.isCompleted(framework.getId().getValue())) {
                agent.send(new MasterMessage.ShutdownFramework(framework.getId()));
            } else {
                frameworks.recover(framework);
                adoptTasks(agent, message.tasks().stream()
                        .filter(task -> task.getFrameworkId().equals(framework.getId()))
                        .toList(), recovered);
            }
        }
    }

    /** Tells a returning agent what its frameworks are by now. */
    void introduce(RegisteredAgent agent, AgentMessage.Reregister message) {
        message.frameworks().forEach(named -> parts.cluster().framework(named.getId().getValue())
                .ifPresent(framework -> agent.send(new MasterMessage.UpdateFramework(framework.info()))));
    }

    private void adoptTasks(RegisteredAgent agent, List<Task> tasks, boolean recovered) {
        for (Task task : tasks) {
            parts.cluster().framework(task.getFrameworkId().getValue())
                    .ifPresent(framework -> adopt(agent, framework, task, recovered));
        }
    }

    private void adopt(RegisteredAgent agent, Framework framework, Task task, boolean recovered) {
        boolean allocated = task.getResourcesCount() > 0 && task.getResources(0).hasAllocationInfo();
        String role = allocated
                ? task.getResources(0).getAllocationInfo().getRole()
                : framework.roles().getFirst();
        TrackedTask tracked = new TrackedTask(task, role);
        if (tracked.holdsResources()) {
            parts.allocator().use(tracked.claim(), agent.key(), tracked.resources());
        }
        if (!recovered) {
            parts.tasks().tell(framework, reregistered(tracked));
        }
        parts.tasks().add(framework, agent, tracked);
        if (task.hasExecutorId() && !task.getExecutorId().getValue().equals(task.getTaskId().getValue())) {
            agent.executors().putIfAbsent(
                    new RegisteredAgent.ExecutorKey(framework.id(), task.getExecutorId()),
                    new RegisteredAgent.Executor(
                            ExecutorInfo.newBuilder()
                                    .setExecutorId(task.getExecutorId())
                                    .setFrameworkId(framework.id())
                                    .build(),
                            tracked.claim(),
                            Resources.NONE));
        }
    }

    private TaskStatus reregistered(TrackedTask task) {
        TaskStatus.Builder status = statuses.of(
                task,
                task.task().getState(),
                TaskStatus.Reason.REASON_AGENT_REREGISTERED,
                "Unreachable agent re-reregistered");
        int count = task.task().getStatusesCount();
        if (count > 0 && task.task().getStatuses(count - 1).hasContainerStatus()) {
            status.setContainerStatus(task.task().getStatuses(count - 1).getContainerStatus());
        }
        return status.build();
    }
}
