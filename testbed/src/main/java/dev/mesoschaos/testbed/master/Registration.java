package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.master.allocation.Conversion;
import dev.mesoschaos.testbed.master.allocation.Resources;
import dev.mesoschaos.testbed.wire.AgentMessage;
import dev.mesoschaos.testbed.wire.MasterMessage;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Agents register, return, and are watched (mesos-facts 4.4). */
final class Registration {

    private static final Logger LOG = LoggerFactory.getLogger(Registration.class);

    private final Parts parts;
    private final Cluster cluster;
    private final AgentLoss loss;
    private final AgentRemoval removal;
    private final Adoption adoption;
    private final Registrar registrar;
    private final ResourceOperations operations;
    private final MasterFlags flags;
    private final Consumer<RegisteredAgent> admitted;
    private final Set<String> inTransition = new HashSet<>();
    private int made;
    private boolean allocationAsked;

    /**
     * Makes the rules.
     *
     * @param admitted hears of each agent that is registered and connected again
     */
    Registration(
            Parts parts,
            AgentLoss loss,
            AgentRemoval removal,
            Adoption adoption,
            Registrar registrar,
            ResourceOperations operations,
            MasterFlags flags,
            Consumer<RegisteredAgent> admitted) {
        this.parts = parts;
        this.cluster = parts.cluster();
        this.loss = loss;
        this.removal = removal;
        this.adoption = adoption;
        this.registrar = registrar;
        this.operations = operations;
        this.flags = flags;
        this.admitted = admitted;
    }

    /** An agent without an id. */
    void register(AgentChannel channel, AgentMessage.Register message) {
        if (isRefused(channel, message.agent())) {
            return;
        }
        String address = channel.agentIp() + ":" + message.agent().getPort();
        Optional<RegisteredAgent> before = at(address);
        if (before.filter(RegisteredAgent::isConnected).isPresent()) {
            // As far as the master knows it never left. A new process there hears nothing of this, and gets an id of
            // its own once the old connection is seen to be broken (mesos-facts 14.1, "Agents and restarts").
            before.get().send(new MasterMessage.Registered(before.get().id(), flags.silenceLimit()));
        } else if (inTransition.add(address)) {
            Runnable admit = () -> admit(channel, message, address);
            before.ifPresentOrElse(old -> replace(old, admit), admit);
        }
    }

    private Optional<RegisteredAgent> at(String address) {
        return cluster.agents().values().stream()
                .filter(agent -> address.equals(agent.ip() + ":" + agent.info().getPort()))
                .findFirst();
    }

    private void replace(RegisteredAgent old, Runnable then) {
        removal.removed(old, "a new agent registered at the same address", Optional.of("reason_registered"), then);
    }

    private boolean isRefused(AgentChannel channel, AgentInfo info) {
        if (cluster.machines().isDown(info.getHostname(), channel.agentIp())) {
            channel.send(new MasterMessage.Shutdown("Machine is `DOWN`"));
            return true;
        }
        boolean located = info.hasDomain() && info.getDomain().hasFaultDomain();
        if (located ? !cluster.self().hasDomain() : flags.requireAgentDomain()) {
            LOG.warn("ignoring agent {}: {}", info.getHostname(), located
                    ? "it has a domain, and this master has none"
                    : "it has no domain, which --require_agent_domain asks for");
            return true;
        }
        return false;
    }

    private void admit(AgentChannel channel, AgentMessage.Register message, String address) {
        AgentInfo info = message.agent().toBuilder()
                .setId(AgentID.newBuilder().setValue(cluster.self().getId() + "-S" + made++))
                .build();
        registrar.apply(registry -> registry.admit(info), () -> {
            inTransition.remove(address);
            RegisteredAgent agent = add(channel, info, message.version(), List.of());
            cluster.counters().count("slave_registrations");
            LOG.info("agent {} at {} registered", agent.key(), agent.pid());
            parts.observers().agentAdded(agent);
            added(agent, channel);
        });
    }

    /** An agent with an id: it was disconnected or unreachable, or this leader is new. */
    void reregister(AgentChannel channel, AgentMessage.Reregister message) {
        String id = message.agent().getId().getValue();
        if (cluster.registry().gone().containsKey(id)) {
            channel.send(new MasterMessage.Shutdown("Agent has been marked gone"));
            return;
        }
        if (isRefused(channel, message.agent())) {
            return;
        }
        Optional<RegisteredAgent> known = cluster.agent(id);
        if (known.isPresent()) {
            if (!known.get().isLeaving()) {
                adoption.forgetLostExecutors(known.get(), message);
                reconnect(known.get(), channel, adoption.missing(known.get(), message));
                adoption.introduce(known.get(), message);
            }
            return;
        }
        if (inTransition.add(id)) {
            // Another agent that had its address in the meantime can only be dead.
            Runnable admit = () -> readmit(channel, message, id);
            at(channel.agentIp() + ":" + message.agent().getPort())
                    .filter(other -> !other.isConnected() && !other.isLeaving())
                    .ifPresentOrElse(other -> replace(other, admit), admit);
        }
    }

    private void readmit(AgentChannel channel, AgentMessage.Reregister message, String id) {
        registrar.apply(registry -> registry.gone().containsKey(id) ? registry : registry.admit(message.agent()), () -> {
            inTransition.remove(id);
            if (cluster.registry().gone().containsKey(id)) {
                channel.send(new MasterMessage.Shutdown("Agent has been marked gone"));
                return;
            }
            boolean recovered = cluster.recovered().remove(id) != null;
            RegisteredAgent agent = add(channel, message.agent(), message.version(), message.checkpointed());
            cluster.counters().count("slave_reregistrations");
            LOG.info("agent {} at {} is back with {} tasks", id, agent.pid(), message.tasks().size());
            adoption.adopt(agent, message, recovered);
            adoption.introduce(agent, message);
            added(agent, channel);
        });
    }

    private RegisteredAgent add(AgentChannel channel, AgentInfo info, String version, List<Resource> checkpointed) {
        Resources total = Conversion.recover(Resources.of(info.getResourcesList()), checkpointed);
        RegisteredAgent agent = new RegisteredAgent(
                info, version, channel, new PingObserver(flags.maxAgentPingTimeouts()), total, cluster.nowNanos());
        cluster.agents().put(agent.key(), agent);
        parts.allocator().addAgent(info, total);
        parts.allocator().activateAgent(agent.key(), cluster.isActive(agent));
        agent.send(new MasterMessage.Registered(agent.id(), flags.silenceLimit()));
        long period = flags.agentPingTimeout().toNanos();
        agent.observedBy(
                parts.actor().scheduleWithFixedDelay(() -> tick(agent), 0, period, TimeUnit.NANOSECONDS));
        return agent;
    }

    private void added(RegisteredAgent agent, AgentChannel channel) {
        if (channel.isOpen()) {
            admitted.accept(agent);
            askForAllocation();
        } else {
            lostChannel(agent);
        }
    }

    /** One run for all agents that one registry write admitted, not one for each. */
    private void askForAllocation() {
        if (!allocationAsked) {
            allocationAsked = true;
            parts.actor().execute(() -> {
                allocationAsked = false;
                parts.offers().allocate();
            });
        }
    }

    private void reconnect(RegisteredAgent agent, AgentChannel channel, List<MasterMessage.ReconcileUnknown> missing) {
        agent.channel().filter(old -> !old.equals(channel)).ifPresent(AgentChannel::close);
        agent.reconnected(channel, cluster.nowNanos());
        loss.answered(agent);
        cluster.counters().count("slave_reregistrations");
        LOG.info("agent {} at {} reregistered", agent.key(), agent.pid());
        agent.send(new MasterMessage.Registered(agent.id(), flags.silenceLimit()));
        missing.forEach(agent::send);
        operations.resend(agent);
        missing.forEach(task -> agent.pendingKills().remove(new RegisteredAgent.TaskKey(task.framework().getId(), task.taskId())));
        agent.pendingKills().values().forEach(agent::send);
        agent.pendingKills().clear();
        parts.allocator().activateAgent(agent.key(), cluster.isActive(agent));
        admitted.accept(agent);
    }

    /** The channel of an agent broke; its pings go on being counted. */
    void lostChannel(RegisteredAgent agent) {
        String why = "agent did not reregister within " + flags.text("agent_reregister_timeout")
                + " after disconnecting";
        agent.disconnected(after(flags.agentReregisterTimeout(), () -> loss.overdue(agent, why)));
        if (!agent.isLeaving()) {
            loss.disconnected(agent);
        }
    }

    private void tick(RegisteredAgent agent) {
        if (agent.pings().tick() == PingObserver.Verdict.UNREACHABLE) {
            loss.overdue(agent, "health check timed out");
        }
        agent.send(new MasterMessage.Ping(true));
    }

    private Future<?> after(Duration delay, Runnable action) {
        return parts.actor().schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
    }
}
