package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.master.allocation.Claim;
import dev.mesoschaos.testbed.wire.AgentMessage;
import dev.mesoschaos.testbed.wire.MasterMessage;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskStatus;

/** The tasks, executors and frameworks that a returning agent brings along. */
final class Adoption {

    private final Parts parts;
    private final Frameworks frameworks;
    private final Statuses statuses;

    Adoption(Parts parts, Frameworks frameworks) {
        this.parts = parts;
        this.frameworks = frameworks;
        this.statuses = new Statuses(parts.cluster());
    }

    /** Gives back what executors held that the agent does not have any more (mesos-facts 4.4). */
    void forgetLostExecutors(RegisteredAgent agent, AgentMessage.Reregister message) {
        Set<RegisteredAgent.ExecutorKey> named = message.executors().stream()
                .map(executor -> new RegisteredAgent.ExecutorKey(executor.getFrameworkId(), executor.getExecutorId()))
                .collect(Collectors.toSet());
        agent.executors().entrySet().removeIf(known -> {
            boolean lost = !named.contains(known.getKey());
            if (lost) {
                Holding held = known.getValue().holding();
                parts.allocator().recover(held.claim(), agent.key(), held.resources(), Optional.empty());
            }
            return lost;
        });
    }

    /** The tasks that the master tracks and the agent does not have any more: the agent answers for them. */
    List<MasterMessage.ReconcileUnknown> missing(RegisteredAgent agent, AgentMessage.Reregister message) {
        Set<RegisteredAgent.TaskKey> named = new HashSet<>();
        for (Task task : message.tasks()) {
            named.add(new RegisteredAgent.TaskKey(task.getFrameworkId(), task.getTaskId()));
        }
        return agent.tasks().keySet().stream()
                .filter(task -> !named.contains(task))
                .map(task -> new MasterMessage.ReconcileUnknown(
                        parts.cluster().frameworks().get(task.frameworkId().getValue()).info(), task.taskId()))
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
        adoptExecutors(agent, message.executors());
        parts.observers().agentAdded(agent);
        for (FrameworkInfo framework : unknown) {
            if (cluster.isCompleted(framework.getId().getValue())) {
                agent.send(new MasterMessage.ShutdownFramework(framework.getId()));
            } else {
                frameworks.recover(framework);
                adoptTasks(agent, message.tasks().stream()
                        .filter(task -> task.getFrameworkId().equals(framework.getId()))
                        .toList(), recovered);
                adoptExecutors(agent, message.executors().stream()
                        .filter(executor -> executor.getFrameworkId().equals(framework.getId()))
                        .toList());
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
        TrackedTask tracked = new TrackedTask(task, role(framework, task.getResourcesList()));
        tracked.holding().forEach(held -> use(agent, held));
        if (!recovered) {
            parts.tasks().tell(framework, reregistered(tracked));
        }
        parts.tasks().add(framework, agent, tracked);
    }

    private void adoptExecutors(RegisteredAgent agent, List<ExecutorInfo> executors) {
        for (ExecutorInfo executor : executors) {
            parts.cluster().framework(executor.getFrameworkId().getValue()).ifPresent(framework -> {
                String role = role(framework, executor.getResourcesList());
                use(agent, agent.start(executor, new Claim(framework.key(), role)).holding());
            });
        }
    }

    private void use(RegisteredAgent agent, Holding held) {
        parts.allocator().use(held.claim(), agent.key(), held.resources());
    }

    private static String role(Framework framework, List<Resource> resources) {
        return resources.stream()
                .filter(Resource::hasAllocationInfo)
                .findFirst()
                .map(resource -> resource.getAllocationInfo().getRole())
                .orElseGet(() -> framework.roles().getFirst());
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
