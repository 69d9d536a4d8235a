package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.api.Refusal;
import dev.mesoschaos.testbed.wire.MasterMessage;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;

/** Agents that are meant to be away: removed, or gone for ever (mesos-facts 4.2, 4.4-9). */
final class AgentRemoval {

    private final Cluster cluster;
    private final Tasks tasks;
    private final OperatorEvents observers;
    private final Registrar registrar;
    private final AgentParting parting;
    private final OperationFeedback operations;
    private final Statuses statuses;

    AgentRemoval(Parts parts, Registrar registrar, AgentParting parting, OperationFeedback operations) {
        this.cluster = parts.cluster();
        this.tasks = parts.tasks();
        this.observers = parts.observers();
        this.registrar = registrar;
        this.parting = parting;
        this.operations = operations;
        this.statuses = new Statuses(cluster);
    }

    /**
     * It left on purpose, its machine was taken down, or another one took its address; not even PARTITION_AWARE
     * frameworks wait for it.
     *
     * @param reason the name of the counter, if there is one
     */
    void removed(RegisteredAgent agent, String why, Optional<String> reason, Runnable then) {
        if (agent.isLeaving()) {
            return;
        }
        agent.leave();
        registrar.apply(registry -> registry.remove(agent.key()), () -> {
            cluster.counters().count("slave_removals");
            reason.ifPresent(name -> cluster.counters().count("slave_removals/" + name));
            String message = "Agent " + agent.info().getHostname() + " removed: " + why;
            for (TrackedTask task : List.copyOf(agent.tasks().values())) {
                parting.end(task, statuses.of(task, TaskState.TASK_LOST, Reason.REASON_AGENT_REMOVED, message).build());
            }
            parting.takeOffersBack(agent);
            parting.forget(agent);
            parting.tellFailure(agent.id());
            observers.agentRemoved(agent);
            then.run();
        });
    }

    /**
     * An operator says that it will never come back.
     *
     * @param then runs once that is in the registry
     * @throws Refusal when nobody knows the agent, or when another transition of it is under way
     */
    void gone(AgentID id, Runnable then) {
        String key = id.getValue();
        Optional<RegisteredAgent> agent = cluster.agent(key);
        if (cluster.registry().gone().containsKey(key)) {
            then.run();
            return;
        }
        boolean known = agent.isPresent()
                || cluster.recovered().containsKey(key)
                || cluster.registry().unreachable().containsKey(key);
        if (!known) {
            throw new Refusal(404, "Agent '" + key + "' not found");
        }
        if (agent.filter(RegisteredAgent::isLeaving).isPresent()) {
            throw new Refusal(503, "Agent '" + key + "' is being removed, try again");
        }
        agent.ifPresent(RegisteredAgent::leave);
        registrar.apply(registry -> registry.markGone(key, cluster.nowNanos()), () -> {
            then.run();
            // One that was only recovered stays listed as such, and is not spoken about (statement 50).
            agent.ifPresentOrElse(this::registeredIsGone, () -> unreachableIsGone(id));
        });
    }

    private void registeredIsGone(RegisteredAgent agent) {
        operations.lost(agent, OperationState.OPERATION_GONE_BY_OPERATOR, "Agent has been marked gone");
        parting.dropTasks(agent, (framework, task) -> statuses.of(
                        task,
                        Statuses.forAwareness(framework, TaskState.TASK_GONE_BY_OPERATOR),
                        goneReason(framework),
                        "Agent has been marked gone")
                .build());
        parting.takeOffersBack(agent);
        agent.send(new MasterMessage.Shutdown("Agent has been marked gone"));
        parting.forget(agent);
        parting.tellFailure(agent.id());
    }

    private void unreachableIsGone(AgentID agent) {
        for (Framework framework : cluster.frameworks().values()) {
            for (Task task : List.copyOf(framework.unreachableTasks().values())) {
                if (task.getAgentId().equals(agent)) {
                    TaskState state = Statuses.forAwareness(framework, TaskState.TASK_GONE_BY_OPERATOR);
                    tasks.completeUnreachable(framework, task, statuses.of(
                                    task.getTaskId(), Optional.of(agent), state, goneReason(framework),
                                    "Agent has been marked gone")
                            .build());
                }
            }
        }
    }

    private static Reason goneReason(Framework framework) {
        return framework.has(FrameworkInfo.Capability.Type.PARTITION_AWARE)
                ? Reason.REASON_AGENT_REMOVED_BY_OPERATOR
                : Reason.REASON_AGENT_REMOVED;
    }
}
