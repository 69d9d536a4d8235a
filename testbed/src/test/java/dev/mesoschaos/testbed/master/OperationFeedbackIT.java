package dev.mesoschaos.testbed.master;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.testbed.master.allocation.Kind;
import dev.mesoschaos.testbed.master.allocation.Resources;
import dev.mesoschaos.testbed.wire.AgentMessage;
import dev.mesoschaos.testbed.wire.MasterMessage;
import java.io.IOException;
import java.util.List;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Operation;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What schedulers hear of their operations on resources, and what metrics count of them (mesos-facts 2.1, section 9). */
class OperationFeedbackIT extends MasterCase {

    private MasterProcess master;
    private FakeAgent agent;
    private FakeScheduler scheduler;

    @BeforeEach
    void lead() throws Exception {
        master = bench.leader();
        agent = bench.registered(master);
        scheduler = bench.scheduler(master, ReservationIT.DB);
    }

    private static Offer.Operation reserve(String role) {
        Offer.Operation.Builder operation = Offer.Operation.newBuilder().setType(Offer.Operation.Type.RESERVE);
        operation.getIdBuilder().setValue("op1");
        operation.getReserveBuilder().addResources(ReservationIT.reserved(1, role));
        return operation.build();
    }

    private OperationStatus told() throws InterruptedException {
        return scheduler.next(Event.Type.UPDATE_OPERATION_STATUS).getUpdateOperationStatus().getStatus();
    }

    private double count(String name) throws IOException {
        return bench.get(master, "/metrics/snapshot").get("master/operations/" + name).doubleValue();
    }

    private String operations() throws IOException {
        return bench.operator(master, "{\"type\":\"GET_OPERATIONS\"}").body();
    }

    /** Lets the scheduler reserve, and gives what the agent is told to do. */
    private Operation reserved() throws Exception {
        scheduler.call(Samples.accept(Bench.offer(scheduler), 0, reserve("db")));
        return agent.next(MasterMessage.ApplyOperation.class).operation();
    }

    private static Operation finished(Operation operation) {
        return operation.toBuilder()
                .setLatestStatus(OperationStatus.newBuilder().setState(OperationState.OPERATION_FINISHED))
                .build();
    }

    @Test
    void anInvalidOperationAndOneOnAnInvalidOfferAreErrors() throws Exception {
        Offer offer = Bench.offer(scheduler);

        scheduler.call(Samples.accept(offer, 0, reserve("web")));
        OperationStatus invalid = told();
        scheduler.call(Samples.accept(offer, 0, reserve("db")));
        OperationStatus late = told();

        assertThat(invalid.getState()).isEqualTo(OperationState.OPERATION_ERROR);
        assertThat(invalid.hasAgentId()).isFalse();
        assertThat(late.getState()).isEqualTo(OperationState.OPERATION_ERROR);
        assertThat(late.getMessage()).isEqualTo("Operation attempted with invalid offers: Offer "
                + offer.getId().getValue() + " is no longer valid");
        assertThat(count("reserve/error")).isEqualTo(2);
        assertThat(count("total")).isEqualTo(2);
    }

    @Test
    void aDiskCannotBeMadeWithoutAResourceProvider() throws Exception {
        Offer.Operation.Builder create = Offer.Operation.newBuilder().setType(Offer.Operation.Type.CREATE_DISK);
        create.getIdBuilder().setValue("disk");
        create.getCreateDiskBuilder()
                .setSource(Samples.cpus(1).toBuilder().setName("disk"))
                .setTargetType(Resource.DiskInfo.Source.Type.MOUNT);

        scheduler.call(Samples.accept(Bench.offer(scheduler), 0, create.build()));

        OperationStatus refused = told();
        assertThat(refused.getState()).isEqualTo(OperationState.OPERATION_ERROR);
        assertThat(refused.getMessage()).contains("is not managed by a resource provider");
        assertThat(count("create_disk/error")).isEqualTo(1);
    }

    @Test
    void anOperationIsPendingUntilTheAgentIsDoneAndKnownUntilThatIsAcknowledged() throws Exception {
        Operation order = reserved();
        Resources offered = Resources.of(Bench.offer(scheduler).getResourcesList());
        assertThat(offered.only(Kind::isReserved))
                .isEqualTo(Resources.of(List.of(ReservationIT.reserved(1, "db"))));
        assertThat(count("reserve/pending")).isEqualTo(1);

        agent.send(new AgentMessage.OperationUpdate(finished(order)));
        OperationStatus status = told();
        assertThat(status.getState()).isEqualTo(OperationState.OPERATION_FINISHED);
        assertThat(status.getOperationId().getValue()).isEqualTo("op1");
        assertThat(operations()).contains("\"OPERATION_FINISHED\"").contains("\"op1\"");
        assertThat(count("reserve/pending")).isZero();
        assertThat(count("reserve/finished")).isEqualTo(1);
        assertThat(count("finished")).isEqualTo(1);

        Call.Builder ack = Call.newBuilder().setType(Call.Type.ACKNOWLEDGE_OPERATION_STATUS);
        ack.getAcknowledgeOperationStatusBuilder()
                .setAgentId(order.getAgentId())
                .setUuid(status.getUuid().getValue())
                .setOperationId(status.getOperationId());
        scheduler.call(ack);
        agent.next(MasterMessage.AcknowledgeOperation.class);
        assertThat(operations()).doesNotContain("op1");
        assertThat(count("reserve/finished")).isEqualTo(1);
    }

    @Test
    void anUnreachableAgentsOperationsAreUnreachable() throws Exception {
        AgentID id = reserved().getAgentId();

        agent.fallSilent();

        OperationStatus lost = told();
        assertThat(lost.getState()).isEqualTo(OperationState.OPERATION_UNREACHABLE);
        assertThat(lost.getAgentId()).isEqualTo(id);
        assertThat(lost.getMessage()).isEqualTo("Agent was marked unreachable");
        assertThat(count("reserve/unreachable")).isEqualTo(1);
        assertThat(count("reserve/pending")).isZero();
    }

    @Test
    void whoAsksAboutAnUnknownOperationHearsWhereItsAgentIs() throws Exception {
        AgentID id = agent.next(MasterMessage.Registered.class).agentId();
        Call.Builder ask = Call.newBuilder().setType(Call.Type.RECONCILE_OPERATIONS);
        for (String agentId : List.of("nowhere", id.getValue())) {
            ask.getReconcileOperationsBuilder()
                    .addOperationsBuilder()
                    .setAgentId(AgentID.newBuilder().setValue(agentId))
                    .getOperationIdBuilder()
                    .setValue("never");
        }
        scheduler.call(ask);
        assertThat(told().getMessage()).isEqualTo("Reconciliation: Both operation and agent are unknown");
        assertThat(told().getMessage()).isEqualTo("Reconciliation: Operation is unknown");

        bench.operator(master, "MARK_AGENT_GONE", id);
        scheduler.call(ask);
        assertThat(told().getState()).isEqualTo(OperationState.OPERATION_UNKNOWN);
        OperationStatus gone = told();
        assertThat(gone.getState()).isEqualTo(OperationState.OPERATION_GONE_BY_OPERATOR);
        assertThat(gone.getMessage()).isEqualTo("Reconciliation: Agent marked gone by operator");
    }
}
