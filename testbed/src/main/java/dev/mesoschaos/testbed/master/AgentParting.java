package dev.mesoschaos.testbed.master;

import java.util.List;
import java.util.function.BiFunction;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** What all ways of losing an agent have in common. */
final class AgentParting {

    private final Parts parts;
    private final RemovalQueue removals;
    private final OperationFeedback operations;

    AgentParting(Parts parts, RemovalQueue removals, OperationFeedback operations) {
        this.parts = parts;
        this.removals = removals;
        this.operations = operations;
    }

    /** Tells of each of its tasks; one that is TASK_LOST or TASK_UNREACHABLE may come back, every other one is over. */
    void dropTasks(RegisteredAgent agent, BiFunction<Framework, TrackedTask, TaskStatus> status) {
        for (TrackedTask task : List.copyOf(agent.tasks().values())) {
            Framework framework = frameworkOf(task);
            TaskStatus told = status.apply(framework, task);
            parts.tasks().conclude(framework, task, told);
            if (told.getState() == TaskState.TASK_GONE_BY_OPERATOR) {
                parts.tasks().complete(framework, task);
            } else {
                parts.tasks().unreachable(framework, task);
            }
        }
    }

    /** Tells of one of its tasks, which is over. */
    void end(TrackedTask task, TaskStatus status) {
        Framework framework = frameworkOf(task);
        parts.tasks().conclude(framework, task, status);
        parts.tasks().complete(framework, task);
    }

    void takeOffersBack(RegisteredAgent agent) {
        parts.offers().rescindOf(agent);
        parts.inverseOffers().rescindOf(agent);
    }

    /** It is not registered any more. */
    void forget(RegisteredAgent agent) {
        agent.gone();
        operations.forget(agent);
        removals.leave(agent.key());
        parts.allocator().removeAgent(agent.key());
        parts.cluster().agents().remove(agent.key());
        agent.channel().ifPresent(AgentChannel::close);
    }

    /** Every scheduler hears of it, whether it had tasks there or not. */
    void tellFailure(AgentID agent) {
        Event failure = Event.newBuilder()
                .setType(Event.Type.FAILURE)
                .setFailure(Event.Failure.newBuilder().setAgentId(agent))
                .build();
        parts.cluster().frameworks().values().forEach(framework -> framework.send(failure));
    }

    Framework frameworkOf(TrackedTask task) {
        return parts.cluster().frameworks().get(task.claim().frameworkId());
    }
}
