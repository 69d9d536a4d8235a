package dev.mesoschaos.testbed.master;

import com.google.protobuf.ByteString;
import dev.mesoschaos.testbed.api.Refusal;
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

/** Reservations and volumes, made and undone by schedulers and by operators (mesos-facts 1.3, 2.1 and section 7). */
final class ResourceOperations {

    private final Cluster cluster;
    private final Allocator allocator;
    private final Offers offers;
    private final OperationFeedback feedback;
    private final Supplier<UUID> uuids;

    ResourceOperations(Parts parts, OperationFeedback feedback, Supplier<UUID> uuids) {
        this.cluster = parts.cluster();
        this.allocator = parts.allocator();
        this.offers = parts.offers();
        this.feedback = feedback;
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
            feedback.refuse(framework, operation, e.getMessage());
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
        feedback.began(agent, uuid, order.build());
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
}
