package dev.mesoschaos.testbed.simulation;

import dev.mesoschaos.testbed.agent.MasterChannel;
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
final class SimulatedAgent {

    /** The version that the testbed speaks. */
    static final String VERSION = "1.11.0";

    private static final Logger LOG = LoggerFactory.getLogger(SimulatedAgent.class);

    private final LongSupplier nanos;
    private final Uplink uplink;
    private final Registration registration;
    private final Updates updates = new Updates(this::send);
    private final SimulatedTasks tasks;

    private AgentInfo info;
    private Optional<MasterChannel> channel = Optional.empty();
    private int call;
    private boolean gone;

    /** An agent that registers as {@code info}, which has no id yet, as soon as it knows the leader. */
    SimulatedAgent(
            AgentInfo info, LongSupplier nanos, RegistrationBackoff backoff, Uplink uplink, Statuses statuses) {
        this.info = info;
        this.nanos = nanos;
        this.uplink = uplink;
        this.registration = new Registration(backoff);
        this.tasks = new SimulatedTasks(statuses, updates);
    }

    AgentInfo info() {
        return info;
    }

    boolean isRegistered() {
        return registration.isRegistered() && !gone;
    }

    SimulatedTasks tasks() {
        return tasks;
    }

    Uplink uplink() {
        return uplink;
    }

    /** The leading master is at {@code ip:port}; empty when none is known. */
    void leader(Optional<String> address) {
        updates.pause();
        registration.leader(address, nanos.getAsLong());
        proceed();
    }

    /** Looks after deadlines. */
    void tick() {
        if (gone) {
            return;
        }
        long now = nanos.getAsLong();
        tasks.tick(now);
        updates.forward(now);
        proceed();
    }

    private void proceed() {
        if (gone) {
            return;
        }
        Registration.Action action;
        do {
            action = registration.next(nanos.getAsLong());
            switch (action) {
                case DIAL -> dial(registration.dialled().orElseThrow());
                case ANNOUNCE -> announce();
                case HANG_UP -> hangUp();
                case NONE -> {}
            }
        } while (action != Registration.Action.NONE);
    }

    private void dial(String address) {
        int thisCall = ++call;
        channel = Optional.of(uplink.dial(address, new MasterChannel.Listener() {
            @Override
            public void opened() {
                onCall(() -> registration.opened(nanos.getAsLong()));
            }

            @Override
            public void received(MasterMessage message) {
                onCall(() -> receive(message));
            }

            @Override
            public void closed() {
                onCall(() -> {
                    channel = Optional.empty();
                    updates.pause();
                    registration.closed(nanos.getAsLong());
                });
            }

            private void onCall(Runnable event) {
                if (call == thisCall) {
                    event.run();
                    proceed();
                }
            }
        }));
    }

    private void announce() {
        updates.pause();
        send(
                info.hasId()
                        ? new AgentMessage.Reregister(info, VERSION, tasks.messages(), tasks.frameworks())
                        : new AgentMessage.Register(info, VERSION));
    }

    private void hangUp() {
        updates.pause();
        call++;
        channel.ifPresent(MasterChannel::close);
        channel = Optional.empty();
    }

    private void receive(MasterMessage message) {
        long now = nanos.getAsLong();
        switch (message) {
            case MasterMessage.Ping ping -> {
                send(new AgentMessage.Pong());
                registration.pinged(ping.connected(), now);
                if (!registration.isRegistered()) {
                    updates.pause();
                }
            }
            case MasterMessage.Registered registered -> registered(registered, now);
            // Also the answer to an agent that may not register again.
            case MasterMessage.Shutdown shutdown -> leave(shutdown.reason());
            case MasterMessage order when !registration.hearsLeader() ->
                LOG.warn("{} ignores {}: it is not from the leading master as far as it knows", info.getHostname(), order);
            case MasterMessage.RunTask run -> tasks.run(run.framework(), run.task(), now);
            case MasterMessage.KillTask kill -> tasks.kill(new TaskKey(kill.frameworkId(), kill.taskId()), info.getId(), now);
            case MasterMessage.Acknowledge ack ->
                tasks.acknowledge(new TaskKey(ack.frameworkId(), ack.taskId()), ack.uuid(), now);
            case MasterMessage.ReconcileUnknown unknown ->
                tasks.reconcileUnknown(unknown.framework(), unknown.taskId(), info.getId(), now);
            case MasterMessage.ShutdownFramework removed -> tasks.shutdownFramework(removed.frameworkId());
            case MasterMessage.UpdateFramework changed -> tasks.update(changed.framework());
            case MasterMessage.ResendUpdates back -> updates.resend(back.frameworkId(), now);
            case MasterMessage.Drain drain -> tasks.drain(drain.config().getMarkGone(), now);
            default -> LOG.warn("{} ignores {}: simulated agents cannot do that", info.getHostname(), message);
        }
    }

    private void registered(MasterMessage.Registered answer, long now) {
        registration.registered(answer.silenceLimit(), now);
        if (!registration.isRegistered()) {
            return;
        }
        AgentID id = answer.agentId();
        if (info.hasId() && !info.getId().equals(id)) {
            leave("reregistered as " + info.getId().getValue() + " but got another id, " + id.getValue());
            return;
        }
        LOG.debug("{} registered as {}", info.getHostname(), id.getValue());
        info = info.toBuilder().setId(id).build();
        updates.resume(now);
    }

    /** A real agent's process would end here. */
    private void leave(String reason) {
        LOG.info("{} leaves for good: {}", info.getHostname(), reason);
        tasks.shutdown();
        hangUp();
        gone = true;
    }

    private void send(AgentMessage message) {
        channel.ifPresent(open -> open.send(message));
    }
}
