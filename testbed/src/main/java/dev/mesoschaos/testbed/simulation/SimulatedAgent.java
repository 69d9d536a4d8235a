package dev.mesoschaos.testbed.simulation;

import dev.mesoschaos.testbed.agent.MasterLink;
import dev.mesoschaos.testbed.agent.Registration;
import dev.mesoschaos.testbed.agent.RegistrationBackoff;
import dev.mesoschaos.testbed.agent.TaskKey;
import dev.mesoschaos.testbed.wire.AgentMessage;
import dev.mesoschaos.testbed.wire.MasterMessage;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One of many agents, over its own connection. All calls, those of its channel too, come from the same one thread. */
final class SimulatedAgent implements MasterLink.Owner {

    /** The version that the testbed speaks. */
    static final String VERSION = "1.11.0";

    private static final Logger LOG = LoggerFactory.getLogger(SimulatedAgent.class);

    private final LongSupplier nanos;
    private final Uplink uplink;
    private final MasterLink link;
    private final SimulatedTasks tasks;
    private final Updates updates;

    private AgentInfo info;
    private boolean gone;

    /** An agent that registers as {@code info}, which has no id yet, as soon as it knows the leader. */
    SimulatedAgent(
            AgentInfo info, LongSupplier nanos, RegistrationBackoff backoff, Uplink uplink, Statuses statuses) {
        this.info = info;
        this.nanos = nanos;
        this.uplink = uplink;
        this.link = new MasterLink(new Registration(backoff), uplink, nanos, Runnable::run, this);
        this.updates = new Updates(link::isRegistered, link::send);
        this.tasks = new SimulatedTasks(statuses, updates);
    }

    AgentInfo info() {
        return info;
    }

    boolean isRegistered() {
        return link.isRegistered();
    }

    SimulatedTasks tasks() {
        return tasks;
    }

    Uplink uplink() {
        return uplink;
    }

    /** The leading master is at {@code ip:port}; empty when none is known. */
    void leader(Optional<String> address) {
        link.leader(address);
    }

    /** Looks after deadlines. */
    void tick() {
        if (gone) {
            return;
        }
        long now = nanos.getAsLong();
        tasks.tick(now);
        updates.forward(now);
        link.tick();
    }

    @Override
    public AgentMessage announcement() {
        return info.hasId()
                ? new AgentMessage.Reregister(info, VERSION, tasks.messages(), tasks.frameworks())
                : new AgentMessage.Register(info, VERSION);
    }

    @Override
    public void registered(AgentID id) {
        if (info.hasId() && !info.getId().equals(id)) {
            shutDown("reregistered as " + info.getId().getValue() + " but got another id, " + id.getValue());
            return;
        }
        LOG.debug("{} registered as {}", info.getHostname(), id.getValue());
        info = info.toBuilder().setId(id).build();
        updates.restart(nanos.getAsLong());
    }

    @Override
    public void ordered(MasterMessage order) {
        long now = nanos.getAsLong();
        switch (order) {
            case MasterMessage.RunTask run -> tasks.run(run.framework(), run.task(), now);
            case MasterMessage.KillTask kill -> tasks.kill(new TaskKey(kill.frameworkId(), kill.taskId()), info.getId(), now);
            case MasterMessage.Acknowledge ack ->
                tasks.acknowledge(new TaskKey(ack.frameworkId(), ack.taskId()), ack.uuid(), now);
            case MasterMessage.ReconcileUnknown unknown ->
                tasks.reconcileUnknown(unknown.framework(), unknown.taskId(), info.getId(), now);
            case MasterMessage.ShutdownFramework removed -> tasks.shutdownFramework(removed.frameworkId());
            case MasterMessage.UpdateFramework changed -> {
                if (tasks.update(changed.framework())) {
                    updates.restart(now);
                }
            }
            case MasterMessage.Drain drain -> tasks.drain(drain.config().getMarkGone(), now);
            default -> LOG.warn("{} ignores {}: simulated agents cannot do that", info.getHostname(), order);
        }
    }

    /** A real agent's process would end here. */
    @Override
    public void shutDown(String reason) {
        LOG.info("{} leaves for good: {}", info.getHostname(), reason);
        tasks.shutdown();
        link.close();
        gone = true;
    }
}
