package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.master.allocation.Allocator;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Agents that cannot be reached for a while, or too long, and what frameworks hear of it (mesos-facts 4.2, 4.4). */
final class AgentLoss {

    private static final Logger LOG = LoggerFactory.getLogger(AgentLoss.class);

    private final Cluster cluster;
    private final Allocator allocator;
    private final Registrar registrar;
    private final RemovalQueue removals;
    private final AgentParting parting;
    private final OperationFeedback operations;
    private final Statuses statuses;
    private final Defect defect;

    AgentLoss(
            Parts parts,
            Registrar registrar,
            RemovalQueue removals,
            AgentParting parting,
            OperationFeedback operations,
            Defect defect) {
        this.cluster = parts.cluster();
        this.allocator = parts.allocator();
        this.registrar = registrar;
        this.removals = removals;
        this.parting = parting;
        this.operations = operations;
        this.statuses = new Statuses(cluster);
        this.defect = defect;
    }

    /** Its connection is gone: no offers of it, and an end to the tasks that nobody can recover. */
    void disconnected(RegisteredAgent agent) {
        LOG.warn("agent {} at {} disconnected", agent.key(), agent.pid());
        allocator.activateAgent(agent.key(), false);
        agent.executors().entrySet().removeIf(entry -> cluster.framework(
                        entry.getKey().frameworkId().getValue())
                .filter(framework -> !framework.info().getCheckpoint())
                .map(framework -> {
                    RegisteredAgent.Executor executor = entry.getValue();
                    allocator.recover(executor.claim(), agent.key(), executor.resources(), Optional.empty());
                    return true;
                })
                .orElse(false));
        for (TrackedTask task : List.copyOf(agent.tasks().values())) {
            Framework framework = parting.frameworkOf(task);
            if (!framework.info().getCheckpoint()) {
                parting.end(task, statuses.of(
                                task,
                                TaskState.TASK_LOST,
                                Reason.REASON_AGENT_DISCONNECTED,
                                "Agent " + agent.info().getHostname() + " disconnected")
                        .build());
            }
        }
        parting.takeOffersBack(agent);
    }

    /** It did not answer for too long: unreachable as soon as the rate limit allows, unless it answers before. */
    void overdue(RegisteredAgent agent, String why) {
        if (!agent.isLeaving() && !removals.isWaiting(agent.key())) {
            cluster.counters().count("slave_unreachable_scheduled");
            removals.enter(agent.key(), () -> unreachable(agent, why));
        }
    }

    /** It answers again; too late when the registry is being written. */
    void answered(RegisteredAgent agent) {
        agent.pings().pong();
        if (removals.leave(agent.key())) {
            cluster.counters().count("slave_unreachable_canceled");
        }
    }

    private void unreachable(RegisteredAgent agent, String why) {
        if (agent.isLeaving()) {
            return;
        }
        agent.leave();
        long since = cluster.nowNanos();
        LOG.warn("agent {} at {} is unreachable: {}", agent.key(), agent.pid(), why);
        registrar.apply(registry -> registry.markUnreachable(agent.key(), since), () -> {
            cluster.counters().count("slave_unreachable_completed");
            cluster.counters().count("slave_removals");
            cluster.counters().count("slave_removals/reason_unhealthy");
            boolean silent = defect == Defect.NEVER_RESCHEDULES;
            if (!silent) {
                operations.lost(agent, OperationState.OPERATION_UNREACHABLE, "Agent was marked unreachable");
                parting.dropTasks(agent, (framework, task) -> unreachable(framework, task, why, since));
            }
            parting.takeOffersBack(agent);
            parting.forget(agent);
            if (!silent) {
                parting.tellFailure(agent.id());
            }
        });
    }

    private TaskStatus unreachable(Framework framework, TrackedTask task, String why, long since) {
        TaskState state = Statuses.forAwareness(framework, TaskState.TASK_UNREACHABLE);
        return statuses.of(task, state, Reason.REASON_AGENT_REMOVED, why)
                .setUnreachableTime(Cluster.time(since))
                .build();
    }

    /** An agent of the registry did not return to this leader, which knows none of its tasks. */
    void neverReturned(AgentID agent) {
        removals.enter(agent.getValue(), () -> {
            if (cluster.recovered().containsKey(agent.getValue())) {
                lose(agent);
            }
        });
    }

    private void lose(AgentID agent) {
        long since = cluster.nowNanos();
        registrar.apply(registry -> registry.markUnreachable(agent.getValue(), since), () -> {
            cluster.recovered().remove(agent.getValue());
            cluster.counters().count("recovery_slave_removals");
            parting.tellFailure(agent);
        });
    }
}
