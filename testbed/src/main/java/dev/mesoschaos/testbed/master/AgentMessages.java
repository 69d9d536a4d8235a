package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.master.allocation.Resources;
import dev.mesoschaos.testbed.wire.AgentMessage;
import dev.mesoschaos.testbed.wire.MasterMessage;
import java.util.Optional;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** What agents say once they are registered, and the end of their channels. */
final class AgentMessages {

    private final Parts parts;
    private final Registration registration;
    private final AgentLoss loss;
    private final AgentRemoval removal;
    private final OperationFeedback feedback;

    AgentMessages(
            Parts parts,
            Registration registration,
            AgentLoss loss,
            AgentRemoval removal,
            OperationFeedback feedback) {
        this.parts = parts;
        this.registration = registration;
        this.loss = loss;
        this.removal = removal;
        this.feedback = feedback;
    }

    /** A message came over a channel. */
    void received(AgentChannel channel, AgentMessage message) {
        switch (message) {
            case AgentMessage.Register register -> registration.register(channel, register);
            case AgentMessage.Reregister reregister -> registration.reregister(channel, reregister);
            case AgentMessage.Unregister leaving -> parts.cluster().agent(leaving.agentId().getValue())
                    .ifPresent(agent ->
                            removal.removed(agent, "the agent unregistered", Optional.of("reason_unregistered"), () -> {}));
            case AgentMessage.Pong pong -> on(channel).ifPresent(loss::answered);
            case AgentMessage.Update update -> update(channel, update);
            case AgentMessage.FromExecutor sent -> on(channel).ifPresent(agent -> forward(agent, sent));
            case AgentMessage.ExecutorExited exited -> on(channel).ifPresent(agent -> exited(agent, exited));
            case AgentMessage.ReportRevocable report -> on(channel).ifPresent(agent -> revocable(agent, report));
            case AgentMessage.OperationUpdate done ->
                on(channel).ifPresent(agent -> feedback.updated(agent, done.operation()));
        }
    }

    /** A channel is closed, by whomever. */
    void closed(AgentChannel channel) {
        channel.closed();
        on(channel).ifPresent(registration::lostChannel);
    }

    /** Forwards an update, whether its task is known or not, and records it (mesos-facts 4.5). */
    private void update(AgentChannel channel, AgentMessage.Update update) {
        Counters counters = parts.cluster().counters();
        Optional<RegisteredAgent> agent = on(channel);
        Optional<Framework> framework = parts.cluster().framework(update.frameworkId().getValue());
        if (agent.isEmpty()) {
            // It believes itself registered, but is not any more (mesos-facts 4.4-5).
            channel.send(new MasterMessage.Ping(false));
        }
        if (agent.isEmpty() || framework.isEmpty()) {
            counters.count("invalid_status_updates");
            return;
        }
        counters.count("valid_status_updates");
        parts.tasks().tell(framework.get(), update.status());
        TrackedTask task = framework.get().tasks().get(update.status().getTaskId().getValue());
        if (task != null && task.agentId().equals(agent.get().key())) {
            parts.tasks().record(framework.get(), task, update.status(), update.latestState());
        }
    }

    /** What an agent has left over for a while is offered like all else, marked as revocable. */
    private void revocable(RegisteredAgent agent, AgentMessage.ReportRevocable report) {
        parts.allocator().revocable(agent.key(), Resources.of(report.revocable()));
        agent.total(parts.allocator().total(agent.key()));
        parts.offers().allocate();
    }

    private void forward(RegisteredAgent agent, AgentMessage.FromExecutor message) {
        tell(message.frameworkId(), Event.newBuilder()
                .setType(Event.Type.MESSAGE)
                .setMessage(Event.Message.newBuilder()
                        .setAgentId(agent.id())
                        .setExecutorId(message.executorId())
                        .setData(message.data())));
    }

    private void exited(RegisteredAgent agent, AgentMessage.ExecutorExited exited) {
        RegisteredAgent.Executor executor = agent.executors()
                .remove(new RegisteredAgent.ExecutorKey(exited.frameworkId(), exited.executorId()));
        if (executor != null) {
            parts.allocator().recover(executor.claim(), agent.key(), executor.resources(), Optional.empty());
        }
        tell(exited.frameworkId(), Event.newBuilder()
                .setType(Event.Type.FAILURE)
                .setFailure(Event.Failure.newBuilder()
                        .setAgentId(agent.id())
                        .setExecutorId(exited.executorId())
                        .setStatus(exited.status())));
    }

    private void tell(FrameworkID id, Event.Builder event) {
        parts.cluster().framework(id.getValue()).ifPresent(framework -> framework.send(event.build()));
    }

    private Optional<RegisteredAgent> on(AgentChannel channel) {
        return channel.agent().filter(agent -> agent.isOn(channel)).filter(this::isRegistered);
    }

    private boolean isRegistered(RegisteredAgent agent) {
        return agent.equals(parts.cluster().agents().get(agent.key()));
    }
}
