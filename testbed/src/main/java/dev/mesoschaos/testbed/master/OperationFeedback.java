package dev.mesoschaos.testbed.master;

import com.google.protobuf.ByteString;
import dev.mesoschaos.testbed.wire.MasterMessage;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Operation;
import org.apache.mesos.v1.Protos.OperationID;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of operations on resources: schedulers hear of those that they gave an id. */
final class OperationFeedback {

    private static final Logger LOG = LoggerFactory.getLogger(OperationFeedback.class);

    private final Cluster cluster;
    private final OperationCounts counts;
    private final OperationReconciler reconciler;

    OperationFeedback(Cluster cluster) {
        this.cluster = cluster;
        this.counts = new OperationCounts(cluster.counters());
        this.reconciler = new OperationReconciler(cluster);
    }

    /** The operation is not valid, or its offers were not, so nothing is done to any resources. */
    void refuse(Framework framework, Offer.Operation operation, String why) {
        LOG.warn("dropping {} of framework {}: {}", operation.getType(), framework.key(), why);
        counts.refused(operation);
        if (operation.hasId()) {
            send(framework, status(operation.getId(), OperationState.OPERATION_ERROR, why).build());
        }
    }

    /** The agent is told to do it. */
    void began(RegisteredAgent agent, UUID uuid, Operation operation) {
        counts.added(operation);
        agent.operations().put(uuid, operation);
    }

    /** The agent did it, or could not; nobody acknowledges what nobody gave an id. */
    void updated(RegisteredAgent agent, Operation operation) {
        cluster.counters().count("messages_operation_status_update");
        cluster.counters().count("valid_operation_status_updates");
        UUID uuid = uuid(operation.getUuid().getValue());
        Optional.ofNullable(agent.operations().put(uuid, operation))
                .ifPresentOrElse(before -> counts.changed(before, operation), () -> counts.added(operation));
        Optional<Framework> framework = cluster.framework(operation.getFrameworkId().getValue());
        if (operation.getInfo().hasId() && framework.isPresent()) {
            send(framework.get(), operation.getLatestStatus().toBuilder()
                    .setOperationId(operation.getInfo().getId())
                    .setAgentId(agent.id())
                    .setUuid(operation.getUuid())
                    .build());
        } else {
            agent.operations().remove(uuid);
            agent.send(new MasterMessage.AcknowledgeOperation(uuid));
        }
    }

    /** The scheduler heard of it, which ends it. */
    void acknowledge(Call.AcknowledgeOperationStatus ack) {
        UUID uuid = uuid(ack.getUuid());
        Optional<RegisteredAgent> agent = cluster.agent(ack.getAgentId().getValue())
                .filter(RegisteredAgent::isConnected)
                .filter(known -> known.operations().containsKey(uuid));
        String valid = agent.isPresent() ? "valid" : "invalid";
        cluster.counters().count(valid + "_operation_status_update_acknowledgements");
        agent.ifPresent(known -> {
            known.operations().remove(uuid);
            known.send(new MasterMessage.AcknowledgeOperation(uuid));
        });
    }

    /** The agent cannot be reached any more, or is gone for good. */
    void lost(RegisteredAgent agent, OperationState how, String why) {
        for (Operation operation : agent.operations().values()) {
            counts.lost(operation, how);
            if (operation.getInfo().hasId()) {
                cluster.framework(operation.getFrameworkId().getValue()).ifPresent(framework -> send(
                        framework,
                        status(operation.getInfo().getId(), how, why).setAgentId(agent.id()).build()));
            }
        }
        agent.operations().clear();
    }

    /** The agent was removed, which says nothing of its operations. */
    void forget(RegisteredAgent agent) {
        agent.operations().values().forEach(counts::forgotten);
        agent.operations().clear();
    }

    /** Tells a scheduler what it asked for. */
    void reconcile(Framework framework, Call.ReconcileOperations asked) {
        reconciler.answers(framework, asked).forEach(status -> send(framework, status));
    }

    /** A status that needs no acknowledgement. */
    static OperationStatus.Builder status(OperationID id, OperationState state, String message) {
        return OperationStatus.newBuilder().setOperationId(id).setState(state).setMessage(message);
    }

    private static void send(Framework framework, OperationStatus status) {
        framework.send(Event.newBuilder()
                .setType(Event.Type.UPDATE_OPERATION_STATUS)
                .setUpdateOperationStatus(Event.UpdateOperationStatus.newBuilder().setStatus(status))
                .build());
    }

    private static UUID uuid(ByteString bytes) {
        ByteBuffer buffer = bytes.asReadOnlyByteBuffer();
        return new UUID(buffer.getLong(), buffer.getLong());
    }
}
