package dev.mesoschaos.testbed.master;

import com.google.protobuf.ByteString;
import dev.mesoschaos.testbed.http.Response;
import dev.mesoschaos.testbed.master.allocation.Allocator;
import dev.mesoschaos.testbed.master.allocation.Conversion;
import dev.mesoschaos.testbed.master.allocation.Kind;
import dev.mesoschaos.testbed.master.allocation.Resources;
import dev.mesoschaos.testbed.wire.MasterMessage;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.mesos.v1.Protos;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reservations and volumes, made and undone by schedulers and by operators (mesos-facts 1.3, 2.1 and section 7). */
final class ResourceOperations {

    private static final Logger LOG = LoggerFactory.getLogger(ResourceOperations.class);

    private final Cluster cluster;
    private final Allocator allocator;
    private final Offers offers;
    private final Supplier<UUID> uuids;

    ResourceOperations(Parts parts, Supplier<UUID> uuids) {
        this.cluster = parts.cluster();
        this.allocator = parts.allocator();
        this.offers = parts.offers();
        this.uuids = uuids;
    }

    /**
     * Does an operation of an accepted offer.
     *
     * @param available what the offers have left
     * @return what they have left then
     */
    Resources accept(Framework framework, RegisteredAgent agent, OutstandingOffer offer, Operation operation, Resources available) {
        Conversion conversion;
        try {
            conversion = Conversion.of(operation);
            if (!available.contains(conversion.from())) {
                throw new IllegalArgumentException(available + " does not contain " + conversion.from());
            }
            requireRole(offer, conversion);
        } catch (IllegalArgumentException e) {
            LOG.warn("dropping {} of framework {}: {}", operation.getType(), framework.key(), e.getMessage());
            tell(framework, agent, operation, OperationState.OPERATION_ERROR, e.getMessage());
            return available;
        }
        allocator.convert(offer.claim(), agent.key(), conversion.from(), conversion.to());
        order(agent, Optional.of(framework), operation);
        return available.minus(conversion.from()).plus(conversion.to());
    }

    private static void requireRole(OutstandingOffer offer, Conversion conversion) {
        String role = offer.claim().role();
        conversion.to().byKind().keySet().stream()
                .filter(Kind::isReserved)
                .filter(kind -> !role.equals(kind.role()) && !role.startsWith(kind.role() + "/"))
                .findFirst()
                .ifPresent(kind -> {
                    throw new IllegalArgumentException("A reserve operation was attempted for role '" + kind.role()
                            + "', but the framework is offered resources of role '" + role + "'");
                });
    }

    /** Offers of this framework were not valid, so nothing is done to their resources. */
    void drop(Framework framework, Operation operation, String why) {
        if (operation.hasId()) {
            send(framework, OperationStatus.newBuilder()
                    .setOperationId(operation.getId())
                    .setState(OperationState.OPERATION_DROPPED)
                    .setMessage(why)
                    .build());
        }
    }

    /**
     * Does what an operator asks, at the cost of outstanding offers if need be.
     *
     * @throws Refusal when the agent is unknown, the operation not valid, or its resources are not there or in use
     */
    void operate(AgentID id, Operation operation, Consumer<Response> answer) {
        RegisteredAgent agent = cluster.agent(id.getValue())
                .orElseThrow(() -> new Refusal(400, "No agent found with specified ID"));
        Conversion conversion;
        try {
            conversion = Conversion.of(operation);
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, "Invalid " + operation.getType() + " operation: " + e.getMessage());
        }
        Resources total = allocator.total(agent.key());
        if (!total.contains(conversion.from())) {
            throw new Refusal(409, total + " does not contain " + conversion.from());
        }
        for (OutstandingOffer offer : List.copyOf(cluster.offers().values())) {
            if (offer.agentId().equals(agent.key()) && !allocator.free(agent.key()).contains(conversion.from())) {
                offers.rescind(offer);
            }
        }
        Resources free = allocator.free(agent.key());
        if (!free.contains(conversion.from())) {
            throw new Refusal(409, free + " does not contain " + conversion.from());
        }
        allocator.convertFree(agent.key(), conversion.from(), conversion.to());
        order(agent, Optional.empty(), operation);
        answer.accept(Response.empty(202));
    }

    private void order(RegisteredAgent agent, Optional<Framework> framework, Operation operation) {
        UUID uuid = uuids.get();
        ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .flip();
        Protos.Operation.Builder order = Protos.Operation.newBuilder()
                .setAgentId(agent.id())
                .setInfo(operation)
                .setLatestStatus(OperationStatus.newBuilder().setState(OperationState.OPERATION_PENDING))
                .setUuid(Protos.UUID.newBuilder().setValue(ByteString.copyFrom(bytes)));
        framework.ifPresent(owner -> order.setFrameworkId(owner.id()));
        agent.total(allocator.total(agent.key()));
        agent.operations().put(uuid, order.build());
        agent.send(new MasterMessage.ApplyOperation(
                order.build(), agent.total().only(Kind::isCheckpointed).unallocated()));
    }

    /** The agent may have missed orders while it was away; doing one twice changes nothing. */
    void resend(RegisteredAgent agent) {
        for (Protos.Operation operation : agent.operations().values()) {
            if (operation.getLatestStatus().getState() == OperationState.OPERATION_PENDING) {
                agent.send(new MasterMessage.ApplyOperation(
                        operation, agent.total().only(Kind::isCheckpointed).unallocated()));
            }
        }
    }

    /** The agent did it, or could not; nobody acknowledges what nobody gave an id. */
    void updated(RegisteredAgent agent, Protos.Operation operation) {
        UUID uuid = uuid(operation.getUuid().getValue());
        Optional<Framework> framework = cluster.framework(operation.getFrameworkId().getValue());
        if (operation.getInfo().hasId() && framework.isPresent()) {
            agent.operations().put(uuid, operation);
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

    void acknowledge(AgentID agentId, ByteString uuidBytes) {
        cluster.agent(agentId.getValue()).ifPresent(agent -> {
            UUID uuid = uuid(uuidBytes);
            agent.operations().remove(uuid);
            agent.send(new MasterMessage.AcknowledgeOperation(uuid));
        });
    }

    /** What the master knows of the operations that a scheduler asks about, or of all of them. */
    void reconcile(Framework framework, List<Protos.OperationID> asked) {
        List<Protos.Operation> known = cluster.agents().values().stream()
                .flatMap(agent -> agent.operations().values().stream())
                .filter(operation -> operation.getFrameworkId().equals(framework.id()) && operation.getInfo().hasId())
                .toList();
        for (Protos.Operation operation : known) {
            if (asked.isEmpty() || asked.contains(operation.getInfo().getId())) {
                send(framework, operation.getLatestStatus().toBuilder()
                        .setOperationId(operation.getInfo().getId())
                        .setAgentId(operation.getAgentId())
                        .clearUuid()
                        .build());
            }
        }
        asked.stream()
                .filter(id -> known.stream().noneMatch(operation -> operation.getInfo().getId().equals(id)))
                .forEach(id -> send(framework, OperationStatus.newBuilder()
                        .setOperationId(id)
                        .setState(OperationState.OPERATION_UNKNOWN)
                        .setMessage("Reconciliation: Operation is unknown")
                        .build()));
    }

    private static void tell(
            Framework framework, RegisteredAgent agent, Operation operation, OperationState state, String why) {
        if (operation.hasId()) {
            send(framework, OperationStatus.newBuilder()
                    .setOperationId(operation.getId())
                    .setState(state)
                    .setMessage(why)
                    .setAgentId(agent.id())
                    .build());
        }
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
