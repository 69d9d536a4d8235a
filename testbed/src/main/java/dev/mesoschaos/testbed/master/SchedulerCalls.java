package dev.mesoschaos.testbed.master;

import com.google.protobuf.ByteString;
import dev.mesoschaos.testbed.wire.MasterMessage;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.scheduler.Protos.Call;

/** What the calls of a subscribed framework do; their results are events (mesos-facts 2.1). */
final class SchedulerCalls {

    private final Parts parts;
    private final Frameworks frameworks;
    private final Launcher launcher;
    private final Reconciler reconciler;

    SchedulerCalls(Parts parts, Frameworks frameworks, TaskPermission permission) {
        this.parts = parts;
        this.frameworks = frameworks;
        this.launcher = new Launcher(parts, permission);
        this.reconciler = new Reconciler(parts.cluster());
    }

    void handle(Framework framework, Call call) {
        switch (call.getType()) {
            case TEARDOWN -> frameworks.remove(framework);
            case ACCEPT -> launcher.accept(framework, call.getAccept());
            case DECLINE -> launcher.decline(framework, call.getDecline());
            case REVIVE -> {
                parts.allocator().revive(framework.key(), call.getRevive().getRolesList());
                parts.offers().allocate();
            }
            case SUPPRESS -> parts.allocator().suppress(framework.key(), call.getSuppress().getRolesList());
            case KILL -> kill(framework, call.getKill());
            case ACKNOWLEDGE -> acknowledge(framework, call.getAcknowledge());
            case RECONCILE -> reconcile(framework, call.getReconcile());
            default -> throw new IllegalArgumentException("no scheduler call to handle here: " + call.getType());
        }
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
        MasterMessage.KillTask message = new MasterMessage.KillTask(framework.id(), kill.getTaskId());
        parts.cluster().agent(task.agentId()).ifPresent(agent -> {
            if (agent.isConnected()) {
                agent.send(message);
            } else {
                agent.pendingKills().put(Tasks.key(task), message);
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
