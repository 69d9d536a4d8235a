package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.api.Refusal;
import dev.mesoschaos.testbed.http.Response;
import dev.mesoschaos.testbed.master.maintenance.Machines;
import dev.mesoschaos.testbed.wire.MasterMessage;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.DrainConfig;
import org.apache.mesos.v1.Protos.DrainInfo;
import org.apache.mesos.v1.Protos.DrainState;
import org.apache.mesos.v1.Protos.MachineID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empties agents, and keeps their resources from being offered (mesos-facts section 7, "Agent draining"; statements 63 and
 * 64). All of it is in the registry, so the next leader goes on.
 */
final class Draining {

    private static final Logger LOG = LoggerFactory.getLogger(Draining.class);

    private final Parts parts;
    private final Cluster cluster;
    private final AgentRemoval removal;
    private final Registrar registrar;

    Draining(Parts parts, AgentRemoval removal, Registrar registrar) {
        this.parts = parts;
        this.cluster = parts.cluster();
        this.removal = removal;
        this.registrar = registrar;
    }

    /**
     * Kills all tasks of an agent and keeps new ones away. A second time replaces the configuration.
     *
     * @throws Refusal when the agent is unknown, or is in the maintenance schedule
     */
    void drain(AgentID id, DrainConfig config, Consumer<Response> answer) {
        requireKnown(id);
        requireUnscheduled(id);
        if (cluster.agent(id.getValue()).filter(RegisteredAgent::isLeaving).isPresent()) {
            throw new Refusal(409, "Agent '" + id.getValue() + "' is being removed");
        }
        DrainInfo info = DrainInfo.newBuilder().setState(DrainState.DRAINING).setConfig(config).build();
        registrar.apply(registry -> registry.drain(id.getValue(), info), () -> {
            answer.accept(Response.empty(200));
            cluster.agent(id.getValue()).ifPresent(agent -> {
                stopOffers(agent);
                proceed(agent);
            });
        });
    }

    /**
     * Keeps an agent's resources from being offered; its tasks run on.
     *
     * @throws Refusal when the agent is unknown
     */
    void deactivate(AgentID id, Consumer<Response> answer) {
        requireKnown(id);
        registrar.apply(registry -> registry.deactivate(id.getValue()), () -> {
            answer.accept(Response.empty(200));
            cluster.agent(id.getValue()).ifPresent(this::stopOffers);
        });
    }

    /**
     * Ends draining and deactivation. Its resources are offered at the next batch.
     *
     * @throws Refusal when the agent is not deactivated, or still draining
     */
    void reactivate(AgentID id, Consumer<Response> answer) {
        if (!cluster.registry().deactivated().contains(id.getValue())) {
            throw new Refusal(400, "Agent is not deactivated");
        }
        DrainInfo drain = cluster.registry().drains().get(id.getValue());
        if (drain != null && drain.getState() == DrainState.DRAINING) {
            throw new Refusal(400, "Agent is still in the DRAINING state");
        }
        registrar.apply(registry -> registry.reactivate(id.getValue()), () -> {
            Optional<RegisteredAgent> agent = cluster.agent(id.getValue());
            agent.ifPresent(known -> {
                known.drainsSince(Optional.empty());
                known.send(new MasterMessage.Reactivate());
                parts.allocator().activateAgent(known.key(), known.isConnected());
            });
            answer.accept(
                    agent.isPresent()
                            ? Response.empty(200)
                            : Response.text(409, "Agent removed while processing the call"));
        });
    }

    /** An agent registered, came back, or lost a task: what is left to do for its draining. */
    void proceed(RegisteredAgent agent) {
        DrainInfo drain = cluster.registry().drains().get(agent.key());
        if (drain == null || agent.isLeaving() || drain.getState() != DrainState.DRAINING) {
            return;
        }
        if (agent.tasks().isEmpty()) {
            drained(agent, drain);
        } else if (agent.isConnected()) {
            agent.drainsSince(Optional.of(cluster.nowNanos()));
            agent.send(new MasterMessage.Drain(drain.getConfig()));
        }
    }

    /** A task of the agent is over for good. */
    void emptied(RegisteredAgent agent) {
        if (agent.tasks().isEmpty()) {
            proceed(agent);
        }
    }

    private void drained(RegisteredAgent agent, DrainInfo drain) {
        LOG.info("agent {} is drained", agent.key());
        DrainInfo done = drain.toBuilder().setState(DrainState.DRAINED).build();
        registrar.apply(registry -> registry.drains().containsKey(agent.key())
                ? registry.drain(agent.key(), done)
                : registry, () -> {
            if (drain.getConfig().getMarkGone() && !agent.isLeaving()) {
                removal.gone(agent.id(), () -> {});
            }
        });
    }

    private void stopOffers(RegisteredAgent agent) {
        parts.allocator().activateAgent(agent.key(), false);
        parts.offers().rescindOf(agent);
        parts.inverseOffers().rescindOf(agent);
    }

    private void requireKnown(AgentID id) {
        String key = id.getValue();
        if (cluster.agent(key).isEmpty()
                && !cluster.recovered().containsKey(key)
                && !cluster.registry().unreachable().containsKey(key)) {
            throw new Refusal(400, "Unknown agent");
        }
    }

    private void requireUnscheduled(AgentID id) {
        Machines machines = cluster.machines();
        cluster.agent(id.getValue())
                .flatMap(agent -> machines.of(agent.info().getHostname(), agent.ip()))
                .ifPresent(machine -> {
                    throw new Refusal(400, "Agent " + id.getValue()
                            + " is part of a maintenance schedule under Machine " + name(machine));
                });
    }

    private static String name(MachineID machine) {
        return machine.getHostname() + " (" + machine.getIp() + ")";
    }
}
