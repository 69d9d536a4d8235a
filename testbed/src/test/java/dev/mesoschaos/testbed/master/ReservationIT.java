package dev.mesoschaos.testbed.master;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.testbed.master.allocation.Resources;
import dev.mesoschaos.testbed.wire.AgentMessage;
import dev.mesoschaos.testbed.wire.MasterMessage;
import java.util.List;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reservations of operators, and who is offered what is reserved or revocable. */
class ReservationIT extends MasterCase {

    /** A framework that reserves for its role. */
    static final FrameworkInfo DB = Samples.FRAMEWORK.toBuilder()
            .clearRoles()
            .addRoles("db")
            .addCapabilities(Samples.capability(Capability.Type.RESERVATION_REFINEMENT))
            .build();

    private MasterProcess master;

    @BeforeEach
    void lead() throws Exception {
        master = bench.leader();
    }

    static Resource reserved(double cpus, String role) {
        return Samples.cpus(cpus).toBuilder()
                .addReservations(ReservationInfo.newBuilder()
                        .setType(ReservationInfo.Type.DYNAMIC)
                        .setRole(role))
                .build();
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
                        409, "cpus:2; mem:512; disk:1024; ports:[31000-31009] does not contain cpus:50"));
    }

    @Test
    void anOperatorsReservationIsKeptByTheAgentAndOfferedToItsRoleOnly() throws Exception {
        FakeAgent agent = bench.registered(master);
        AgentID id = agent.next(MasterMessage.Registered.class).agentId();
        FakeScheduler other = bench.scheduler(master, Samples.FRAMEWORK);
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
    void whatAReturningAgentRemembersIsReservedAgain() throws Exception {
        AgentID id = AgentID.newBuilder().setValue("old-S7").build();
        FakeAgent agent = bench.agent(master);
        agent.send(new AgentMessage.Reregister(
                Bench.info(id), "1.11.0", List.of(), List.of(), List.of(reserved(1.5, "db")), List.of()));
        agent.next(MasterMessage.Registered.class);

        Offer rest = Bench.offer(bench.scheduler(master, Samples.FRAMEWORK));

        assertThat(Resources.of(rest.getResourcesList()).scalar("cpus")).isEqualTo(0.5);
    }

    @Test
    void revocableResourcesAreOfferedToWhoeverTakesThem() throws Exception {
        FakeAgent agent = bench.registered(master);
        agent.next(MasterMessage.Registered.class);
        FakeScheduler scheduler = bench.scheduler(
                master,
                Samples.FRAMEWORK.toBuilder()
                        .addCapabilities(Samples.capability(Capability.Type.REVOCABLE_RESOURCES))
                        .build());
        Bench.offer(scheduler);

        agent.send(new AgentMessage.ReportRevocable(List.of(Samples.cpus(3).toBuilder()
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
                master, Samples.FRAMEWORK.toBuilder().clearRoles().addRoles("db").build());

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
