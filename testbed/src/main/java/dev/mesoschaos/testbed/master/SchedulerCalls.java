package dev.mesoschaos.testbed.master;

import com.google.protobuf.ByteString;
import dev.mesoschaos.testbed.wire.MasterMessage;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.allocator.Protos.InverseOfferStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;

/** What the calls of a subscribed framework do; their results are events (mesos-facts 2.1). */
final class SchedulerCalls {

    private final Parts parts;
    private final Frameworks frameworks;
    private final OperationFeedback feedback;
    private final Launcher launcher;
    private final Reconciler reconciler;

    SchedulerCalls(Parts parts, Frameworks frameworks, OperationFeedback feedback, Launcher launcher) {
        this.parts = parts;
        this.frameworks = frameworks;
        this.feedback = feedback;
        this.launcher = launcher;
        this.reconciler = new Reconciler(parts.cluster());
    }

    void handle(Framework framework, Call call) {
        switch (call.getType()) {
            case TEARDOWN -> frameworks.remove(framework);
            case ACCEPT -> launcher.accept(framework, call.getAccept());
            case DECLINE -> launcher.decline(framework, call.getDecline());
            case REVIVE -> revive(framework, call.getRevive().getRolesList());
            case SUPPRESS -> {
                if (framework.roles().containsAll(call.getSuppress().getRolesList())) {
                    parts.allocator().suppress(framework.key(), call.getSuppress().getRolesList());
                }
            }
            case KILL -> kill(framework, call.getKill());
            case ACKNOWLEDGE -> acknowledge(framework, call.getAcknowledge());
            case RECONCILE -> reconcile(framework, call.getReconcile());
            case SHUTDOWN -> agent(call.getShutdown().getAgentId())
                    .ifPresent(agent -> agent.send(new MasterMessage.ShutdownExecutor(
                            framework.id(), call.getShutdown().getExecutorId())));
            case MESSAGE -> agent(call.getMessage().getAgentId()).ifPresent(agent -> agent.send(
                    new MasterMessage.ToExecutor(
                            framework.id(), call.getMessage().getExecutorId(), call.getMessage().getData())));
            case ACCEPT_INVERSE_OFFERS -> parts.inverseOffers().answered(
                    framework,
                    call.getAcceptInverseOffers().getInverseOfferIdsList(),
                    InverseOfferStatus.Status.ACCEPT,
                    call.getAcceptInverseOffers().getFilters());
            case DECLINE_INVERSE_OFFERS -> parts.inverseOffers().answered(
                    framework,
                    call.getDeclineInverseOffers().getInverseOfferIdsList(),
                    InverseOfferStatus.Status.DECLINE,
                    call.getDeclineInverseOffers().getFilters());
            case ACKNOWLEDGE_OPERATION_STATUS -> feedback.acknowledge(call.getAcknowledgeOperationStatus());
            case RECONCILE_OPERATIONS -> feedback.reconcile(framework, call.getReconcileOperations());
            // The allocator decides by itself who gets what.
            case REQUEST -> {}
            default -> throw new IllegalArgumentException("no scheduler call to handle here: " + call.getType());
        }
    }

    /** One role that the framework does not have spoils the call (mesos-facts 2.1). */
    private void revive(Framework framework, List<String> roles) {
        if (framework.roles().containsAll(roles)) {
            parts.allocator().revive(framework.key(), roles);
            parts.inverseOffers().revive(framework);
            parts.offers().allocate();
        }
    }

    private Optional<RegisteredAgent> agent(AgentID id) {
        return parts.cluster().agent(id.getValue());
    }

    private void kill(Framework framework, Call.Kill kill) {
        TrackedTask task = framework.tasks().get(kill.getTaskId().getValue());
        if (task == null) {
            Optional<AgentID> agent = kill.hasAgentId() ? Optional.of(kill.getAgentId()) : Optional.empty();
            reconciler.explicit(framework, kill.getTaskId(), agent)
                    .ifPresent(status -> parts.tasks().tell(framework, status));
            return;
        }
        if (kill.hasAgentId() && !kill.getAgentId().equals(task.task().getAgentId())) {
            return;
        }
        MasterMessage.KillTask message = new MasterMessage.KillTask(
                framework.id(),
                kill.getTaskId(),
                kill.hasKillPolicy() ? Optional.of(kill.getKillPolicy()) : Optional.empty());
        parts.cluster().agent(task.agentId()).ifPresent(agent -> {
            // An agent that looks connected may have no master just now, and ignore what it is told.
            agent.pendingKills().put(Tasks.key(task), message);
            if (agent.isConnected()) {
                agent.send(message);
            }
        });
    }

    private void acknowledge(Framework framework, Call.Acknowledge ack) {
        Optional<RegisteredAgent> agent =
                parts.cluster().agent(ack.getAgentId().getValue()).filter(RegisteredAgent::isConnected);
        Counters counters = parts.cluster().counters();
        if (agent.isEmpty()) {
            counters.count("invalid_status_update_acknowledgements");
            return;
        }
        counters.count("valid_status_update_acknowledgements");
        TrackedTask task = framework.tasks().get(ack.getTaskId().getValue());
        if (task != null && task.endsWith(ack.getUuid())) {
            parts.tasks().complete(framework, task);
        }
        agent.get().send(new MasterMessage.Acknowledge(framework.id(), ack.getTaskId(), uuid(ack.getUuid())));
    }

    private static UUID uuid(ByteString bytes) {
        ByteBuffer buffer = bytes.asReadOnlyByteBuffer();
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    private void reconcile(Framework framework, Call.Reconcile reconcile) {
        if (reconcile.getTasksCount() == 0) {
            reconciler.implicit(framework).forEach(status -> parts.tasks().tell(framework, status));
            return;
        }
        for (Call.Reconcile.Task asked : reconcile.getTasksList()) {
            Optional<AgentID> agent = asked.hasAgentId() ? Optional.of(asked.getAgentId()) : Optional.empty();
            reconciler.explicit(framework, asked.getTaskId(), agent)
                    .ifPresent(status -> parts.tasks().tell(framework, status));
        }
    }
}
