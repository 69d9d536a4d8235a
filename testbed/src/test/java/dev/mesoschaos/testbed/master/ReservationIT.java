package dev.mesoschaos.testbed.master;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.testbed.master.allocation.Kind;
import dev.mesoschaos.testbed.master.allocation.Resources;
import dev.mesoschaos.testbed.wire.AgentMessage;
import dev.mesoschaos.testbed.wire.MasterMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Operation;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reservations of schedulers and operators, as the recordings of operations have them. */
class ReservationIT {

    private static final FrameworkInfo DB = Bench.FRAMEWORK.toBuilder()
            .clearRoles()
            .addRoles("db")
            .addCapabilities(Bench.capability(Capability.Type.RESERVATION_REFINEMENT))
            .build();

    @TempDir
    private Path directory;

    private Bench bench;
    private MasterProcess master;

    @BeforeEach
    void start() throws Exception {
        bench = new Bench(directory);
        master = bench.leader();
    }

    @AfterEach
    void stop() throws Exception {
        bench.close();
    }

    private static Resource reserved(double cpus, String role) {
        return Bench.cpus(cpus).toBuilder()
                .addReservations(ReservationInfo.newBuilder()
                        .setType(ReservationInfo.Type.DYNAMIC)
                        .setRole(role))
                .build();
    }

    private static Offer.Operation.Builder reserve(Resource resource) {
        Offer.Operation.Builder operation = Offer.Operation.newBuilder().setType(Offer.Operation.Type.RESERVE);
        operation.getIdBuilder().setValue("op1");
        operation.getReserveBuilder().addResources(resource);
        return operation;
    }

    private Bench.Answer operate(String call, String field, AgentID agent, double cpus) throws Exception {
        return bench.operator(master, "{\"type\":\"" + call + "_RESOURCES\",\"" + field
                + "_resources\":{\"agent_id\":{\"value\":\"" + agent.getValue()
                + "\"},\"resources\":[{\"name\":\"cpus\",\"type\":\"SCALAR\",\"scalar\":{\"value\":" + cpus
                + "},\"reservations\":[{\"type\":\"DYNAMIC\",\"role\":\"db\"}]}]}}");
    }

    @Test
    void anOperatorCannotReserveWhatIsNotThere() throws Exception {
        AgentID id = bench.registered(master).next(MasterMessage.Registered.class).agentId();

        assertThat(operate("RESERVE", "reserve", AgentID.newBuilder().setValue("x").build(), 1))
                .isEqualTo(new Bench.Answer(400, "No agent found with specified ID"));
        assertThat(operate("RESERVE", "reserve", id, 50))
                .isEqualTo(new Bench.Answer(
                        409, "cpus:2; mem:512; ports:[31000-31009] does not contain cpus:50"));
    }

    @Test
    void anOperatorsReservationIsKeptByTheAgentAndOfferedToItsRoleOnly() throws Exception {
        FakeAgent agent = bench.registered(master);
        AgentID id = agent.next(MasterMessage.Registered.class).agentId();
        FakeScheduler other = bench.scheduler(master, Bench.FRAMEWORK);
        Offer all = Bench.offer(other);

        assertThat(operate("RESERVE", "reserve", id, 1.5)).isEqualTo(new Bench.Answer(202, ""));

        assertThat(other.next(Event.Type.RESCIND).getRescind().getOfferId()).isEqualTo(all.getId());
        MasterMessage.ApplyOperation order = agent.next(MasterMessage.ApplyOperation.class);
        assertThat(Resources.of(order.checkpointed())).isEqualTo(Resources.of(List.of(reserved(1.5, "db"))));
        assertThat(Resources.of(Bench.offer(other).getResourcesList()).scalar("cpus")).isEqualTo(0.5);
        Resources offered = Resources.of(
                Bench.offer(bench.scheduler(master, DB)).getResourcesList());
        assertThat(offered).isEqualTo(Resources.of(List.of(reserved(1.5, "db"))));

        assertThat(operate("UNRESERVE", "unreserve", id, 1.5)).isEqualTo(new Bench.Answer(202, ""));
        assertThat(agent.next(MasterMessage.ApplyOperation.class).checkpointed()).isEmpty();
    }

    @Test
    void aSchedulersReservationIsOfferedBackAndItsStatusIsTold() throws Exception {
        FakeAgent agent = bench.registered(master);
        FakeScheduler scheduler = bench.scheduler(master, DB);

        scheduler.call(Bench.accept(Bench.offer(scheduler), 0, reserve(reserved(1, "db")).build()));

        MasterMessage.ApplyOperation order = agent.next(MasterMessage.ApplyOperation.class);
        Resources offered = Resources.of(Bench.offer(scheduler).getResourcesList());
        assertThat(offered.only(Kind::isReserved)).isEqualTo(Resources.of(List.of(reserved(1, "db"))));
        agent.send(new AgentMessage.OperationUpdate(finished(order.operation())));
        OperationStatus status = scheduler.next(Event.Type.UPDATE_OPERATION_STATUS).getUpdateOperationStatus().getStatus();
        assertThat(status.getState()).isEqualTo(OperationState.OPERATION_FINISHED);
        assertThat(status.getOperationId().getValue()).isEqualTo("op1");
        assertThat(operations()).contains("\"OPERATION_FINISHED\"").contains("\"op1\"");

        Call.Builder ack = Call.newBuilder().setType(Call.Type.ACKNOWLEDGE_OPERATION_STATUS);
        ack.getAcknowledgeOperationStatusBuilder()
                .setAgentId(order.operation().getAgentId())
                .setUuid(status.getUuid().getValue())
                .setOperationId(status.getOperationId());
        scheduler.call(ack);
        agent.next(MasterMessage.AcknowledgeOperation.class);
        assertThat(operations()).doesNotContain("op1");
    }

    private String operations() throws IOException {
        return bench.operator(master, "{\"type\":\"GET_OPERATIONS\"}").body();
    }

    private static Operation finished(Operation operation) {
        return operation.toBuilder()
                .setLatestStatus(OperationStatus.newBuilder().setState(OperationState.OPERATION_FINISHED))
                .build();
    }

    @Test
    void aReservationForAnotherRoleIsAnErrorAndAnInvalidOfferDropsIt() throws Exception {
        bench.registered(master);
        FakeScheduler scheduler = bench.scheduler(master, DB);
        Offer offer = Bench.offer(scheduler);

        scheduler.call(Bench.accept(offer, 0, reserve(reserved(1, "web")).build()));
        assertThat(scheduler.next(Event.Type.UPDATE_OPERATION_STATUS).getUpdateOperationStatus().getStatus().getState())
                .isEqualTo(OperationState.OPERATION_ERROR);
        scheduler.call(Bench.accept(offer, 0, reserve(reserved(1, "db")).build()));
        assertThat(scheduler.next(Event.Type.UPDATE_OPERATION_STATUS).getUpdateOperationStatus().getStatus().getState())
                .isEqualTo(OperationState.OPERATION_DROPPED);
    }

    @Test
    void whatAReturningAgentRemembersIsReservedAgain() throws Exception {
        AgentID id = AgentID.newBuilder().setValue("old-S7").build();
        FakeAgent agent = bench.agent(master);
        agent.send(new AgentMessage.Reregister(
                Bench.info(id), "1.11.0", List.of(), List.of(), List.of(reserved(1.5, "db")), List.of()));
        agent.next(MasterMessage.Registered.class);

        Offer rest = Bench.offer(bench.scheduler(master, Bench.FRAMEWORK));

        assertThat(Resources.of(rest.getResourcesList()).scalar("cpus")).isEqualTo(0.5);
    }

    @Test
    void revocableResourcesAreOfferedToWhoeverTakesThem() throws Exception {
        FakeAgent agent = bench.registered(master);
        agent.next(MasterMessage.Registered.class);
        FakeScheduler scheduler = bench.scheduler(
                master,
                Bench.FRAMEWORK.toBuilder()
                        .addCapabilities(Bench.capability(Capability.Type.REVOCABLE_RESOURCES))
                        .build());
        Bench.offer(scheduler);

        agent.send(new AgentMessage.ReportRevocable(List.of(Bench.cpus(3).toBuilder()
                .setRevocable(Resource.RevocableInfo.getDefaultInstance())
                .build())));

        assertThat(Bench.offer(scheduler).getResourcesList()).singleElement().satisfies(resource -> {
            assertThat(resource.hasRevocable()).isTrue();
            assertThat(resource.getScalar().getValue()).isEqualTo(3);
        });
    }

    @Test
    void aFrameworkWithoutRefinementSeesTheOldFormOfAReservation() throws Exception {
        AgentID id = bench.registered(master).next(MasterMessage.Registered.class).agentId();
        operate("RESERVE", "reserve", id, 2);
        FakeScheduler scheduler = bench.scheduler(
                master, Bench.FRAMEWORK.toBuilder().clearRoles().addRoles("db").build());

        Resource cpus = Bench.offer(scheduler).getResourcesList().stream()
                .filter(resource -> resource.getName().equals("cpus"))
                .findFirst()
                .orElseThrow();

        assertThat(cpus.getReservationsCount()).isZero();
        assertThat(cpus.hasReservation()).isTrue();
        assertThat(role(cpus)).isEqualTo("db");
    }

    @SuppressWarnings("deprecation")
    private static String role(Resource resource) {
        return resource.getRole();
    }
}
