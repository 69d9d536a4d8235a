package dev.mesoschaos.testbed.master;

import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/** What the master answers to questions about tasks (mesos-facts 4.6). */
final class Reconciler {

    private static final TaskStatus.Reason REASON = TaskStatus.Reason.REASON_RECONCILIATION;

    private final Cluster cluster;
    private final Statuses statuses;

    Reconciler(Cluster cluster) {
        this.cluster = cluster;
        this.statuses = new Statuses(cluster);
    }

    /** One status for each task that the master tracks; unreachable ones are left out. */
    List<TaskStatus> implicit(Framework framework) {
        return framework.tasks().values().stream().map(this::known).toList();
    }

    /** The status of one task, or none when the master cannot know yet. */
    Optional<TaskStatus> explicit(Framework framework, TaskID task, Optional<AgentID> agent) {
        TrackedTask tracked = framework.tasks().get(task.getValue());
        if (tracked != null) {
            return Optional.of(known(tracked));
        }
        String agentId = agent.map(AgentID::getValue).orElse("");
        boolean mayReturn = agent.isPresent()
                ? cluster.recovered().containsKey(agentId)
                : !cluster.recovered().isEmpty();
        if (mayReturn) {
            return Optional.empty();
        }
        if (cluster.agents().containsKey(agentId)) {
            return answer(framework, task, agent, TaskState.TASK_GONE, "Task is unknown to the agent");
        }
        Long unreachableSince = cluster.registry().unreachable().get(agentId);
        if (unreachableSince != null) {
            return answer(framework, task, agent, TaskState.TASK_UNREACHABLE, "Task is unreachable")
                    .map(status -> status.toBuilder().setUnreachableTime(Cluster.time(unreachableSince)).build());
        }
        if (cluster.registry().gone().containsKey(agentId)) {
            return answer(framework, task, agent, TaskState.TASK_GONE_BY_OPERATOR, "Task is gone");
        }
        return answer(framework, task, agent, TaskState.TASK_UNKNOWN, "Task is unknown");
    }

    private Optional<TaskStatus> answer(
            Framework framework, TaskID task, Optional<AgentID> agent, TaskState aware, String message) {
        TaskState state = Statuses.forAwareness(framework, aware);
        return Optional.of(statuses.of(task, agent, state, REASON, "Reconciliation: " + message).build());
    }

    private TaskStatus known(TrackedTask task) {
        TaskStatus.Builder status =
                statuses.of(task, task.toldState(), REASON, "Reconciliation: Latest task state");
        int count = task.task().getStatusesCount();
        if (count > 0 && task.task().getStatuses(count - 1).hasContainerStatus()) {
            status.setContainerStatus(task.task().getStatuses(count - 1).getContainerStatus());
        }
        return status.build();
    }
}
