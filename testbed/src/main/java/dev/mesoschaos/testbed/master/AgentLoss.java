package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.api.Refusal;
import dev.mesoschaos.testbed.master.allocation.Allocator;
import dev.mesoschaos.testbed.wire.MasterMessage;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ways in which an agent is lost, and what frameworks hear of it (mesos-facts 4.2, 4.4). */
final class AgentLoss {

    private static final Logger LOG = LoggerFactory.getLogger(AgentLoss.class);

    private final Cluster cluster;
    private final Allocator allocator;
    private final Tasks tasks;
    private final Offers offers;
    private final InverseOffers inverseOffers;
    private final OperatorEvents observers;
    private final Registrar registrar;
    private final RemovalQueue removals;
    private final Statuses statuses;
    private final OperationFeedback operations;
    private final Defect defect;

    AgentLoss(
            Parts parts, Registrar registrar, RemovalQueue removals, OperationFeedback operations, Defect defect) {
        this.cluster = parts.cluster();
        this.allocator = parts.allocator();
        this.tasks = parts.tasks();
        this.offers = parts.offers();
        this.inverseOffers = parts.inverseOffers();
        this.observers = parts.observers();
        this.registrar = registrar;
        this.removals = removals;
        this.statuses = new Statuses(cluster);
        this.operations = operations;
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
            Framework framework = frameworkOf(task);
            if (!framework.info().getCheckpoint()) {
                conclude(framework, task, TaskState.TASK_LOST, Reason.REASON_AGENT_DISCONNECTED,
                        "Agent " + agent.info().getHostname() + " disconnected");
                tasks.complete(framework, task);
            }
        }
        takeOffersBack(agent);
    }

    private void takeOffersBack(RegisteredAgent agent) {
        offers.rescindOf(agent);
        inverseOffers.rescindOf(agent);
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
                dropTasks(agent, (framework, task) -> unreachable(framework, task, why, since));
            }
            takeOffersBack(agent);
            forget(agent);
            if (!silent) {
                tellFailure(agent.id());
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
            tellFailure(agent);
        });
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
                Framework framework = frameworkOf(task);
                conclude(framework, task, TaskState.TASK_LOST, Reason.REASON_AGENT_REMOVED, message);
                tasks.complete(framework, task);
            }
            takeOffersBack(agent);
            forget(agent);
            tellFailure(agent.id());
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
        dropTasks(agent, (framework, task) -> statuses.of(
                        task,
                        Statuses.forAwareness(framework, TaskState.TASK_GONE_BY_OPERATOR),
                        goneReason(framework),
                        "Agent has been marked gone")
                .build());
        takeOffersBack(agent);
        agent.send(new MasterMessage.Shutdown("Agent has been marked gone"));
        forget(agent);
        tellFailure(agent.id());
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

    /** A task that stays TASK_LOST or TASK_UNREACHABLE may come back; every other one is over. */
    private void dropTasks(RegisteredAgent agent, BiFunction<Framework, TrackedTask, TaskStatus> status) {
        for (TrackedTask task : List.copyOf(agent.tasks().values())) {
            Framework framework = frameworkOf(task);
            TaskStatus told = status.apply(framework, task);
            tasks.conclude(framework, task, told);
            if (told.getState() == TaskState.TASK_GONE_BY_OPERATOR) {
                tasks.complete(framework, task);
            } else {
                tasks.unreachable(framework, task);
            }
        }
    }

    private void conclude(Framework framework, TrackedTask task, TaskState state, Reason reason, String message) {
        tasks.conclude(framework, task, statuses.of(task, state, reason, message).build());
    }

    private void forget(RegisteredAgent agent) {
        agent.gone();
        operations.forget(agent);
        removals.leave(agent.key());
        allocator.removeAgent(agent.key());
        cluster.agents().remove(agent.key());
        agent.channel().ifPresent(AgentChannel::close);
    }

    private void tellFailure(AgentID agent) {
        Event failure = Event.newBuilder()
                .setType(Event.Type.FAILURE)
                .setFailure(Event.Failure.newBuilder().setAgentId(agent))
                .build();
        cluster.frameworks().values().forEach(framework -> framework.send(failure));
    }

    private Framework frameworkOf(TrackedTask task) {
        return cluster.frameworks().get(task.claim().frameworkId());
    }
}
