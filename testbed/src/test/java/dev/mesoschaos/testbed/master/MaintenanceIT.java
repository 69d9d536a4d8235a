package dev.mesoschaos.testbed.master;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.testbed.wire.MasterMessage;
import java.util.Locale;
import org.apache.mesos.v1.Protos.InverseOffer;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Statements 60 to 62. */
class MaintenanceIT extends MasterCase {

    private static final String MACHINE = "{\"hostname\":\"127.0.0.9\",\"ip\":\"127.0.0.1\"}";
    private static final String SCHEDULE = "{\"type\":\"UPDATE_MAINTENANCE_SCHEDULE\",\"update_maintenance_schedule\":"
            + "{\"schedule\":{\"windows\":[{\"machine_ids\":[" + MACHINE
            + "],\"unavailability\":{\"start\":{\"nanoseconds\":7}}}]}}}";
    private static final String NO_SCHEDULE = "{\"type\":\"UPDATE_MAINTENANCE_SCHEDULE\","
            + "\"update_maintenance_schedule\":{\"schedule\":{}}}";
    private static final Bench.Answer DONE = new Bench.Answer(200, "");

    private MasterProcess master;

    @BeforeEach
    void lead() throws Exception {
        master = bench.leader();
    }

    private Bench.Answer machines(String type, String machines) throws Exception {
        return bench.operator(master, "{\"type\":\"" + type + "_MAINTENANCE\",\""
                + (type + "_maintenance").toLowerCase(Locale.ROOT) + "\":{\"machines\":[" + machines + "]}}");
    }

    private String status() throws Exception {
        return bench.operator(master, "{\"type\":\"GET_MAINTENANCE_STATUS\"}").body();
    }

    @Test
    void whatIsNotScheduledCannotBeTakenDownOrUp() throws Exception {
        bench.registered(master).next(MasterMessage.Registered.class);
        String name = "Machine '" + MACHINE + "' ";

        assertThat(machines("START", MACHINE))
                .isEqualTo(new Bench.Answer(400, name + "is not in DRAINING mode and cannot be brought down"));
        assertThat(machines("STOP", MACHINE))
                .isEqualTo(new Bench.Answer(400, name + "is not in DOWN mode and cannot be brought up"));
        assertThat(machines("START", "")).isEqualTo(new Bench.Answer(400, "List of machines is empty"));
    }

    @Test
    void aScheduledAgentsOffersComeBackWithUnavailabilityAndHoldersAreAskedToLeave() throws Exception {
        FakeAgent agent = bench.registered(master);
        FakeScheduler scheduler = bench.scheduler(master, Samples.FRAMEWORK);
        TaskInfo task = Bench.launched(scheduler, agent, "t1");
        Offer held = Bench.offer(scheduler);

        assertThat(bench.operator(master, SCHEDULE)).isEqualTo(DONE);

        assertThat(scheduler.next(Event.Type.RESCIND).getRescind().getOfferId()).isEqualTo(held.getId());
        assertThat(Bench.offer(scheduler).getUnavailability().getStart().getNanoseconds()).isEqualTo(7);
        InverseOffer asked = asked(scheduler);
        assertThat(asked.getAgentId()).isEqualTo(task.getAgentId());
        assertThat(asked.getUnavailability().getStart().getNanoseconds()).isEqualTo(7);
        assertThat(status()).contains("\"draining_machines\":[{\"id\":" + MACHINE + "}]");

        assertThat(bench.operator(master, NO_SCHEDULE)).isEqualTo(DONE);
        assertThat(scheduler.next(Event.Type.RESCIND_INVERSE_OFFER).getRescindInverseOffer().getInverseOfferId())
                .isEqualTo(asked.getId());
        assertThat(Bench.offer(scheduler).hasUnavailability()).isFalse();
    }

    private static InverseOffer asked(FakeScheduler scheduler) throws InterruptedException {
        return scheduler.next(Event.Type.INVERSE_OFFERS).getInverseOffers().getInverseOffers(0);
    }

    @Test
    void anAnswerIsShownAndTheQuestionComesBackWhenItsFilterIsOver() throws Exception {
        bench.registered(master);
        FakeScheduler scheduler = bench.scheduler(master, Samples.FRAMEWORK);
        Bench.offer(scheduler);
        bench.operator(master, SCHEDULE);
        InverseOffer first = asked(scheduler);

        Call.Builder decline = Call.newBuilder().setType(Call.Type.DECLINE_INVERSE_OFFERS);
        decline.getDeclineInverseOffersBuilder()
                .addInverseOfferIds(first.getId())
                .getFiltersBuilder()
                .setRefuseSeconds(1);
        assertThat(scheduler.call(decline)).isEqualTo(202);
        assertThat(status()).contains("\"status\":\"DECLINE\"", scheduler.id().getValue());

        InverseOffer second = asked(scheduler);
        assertThat(second.getId()).isNotEqualTo(first.getId());
        Call.Builder accept = Call.newBuilder().setType(Call.Type.ACCEPT_INVERSE_OFFERS);
        accept.getAcceptInverseOffersBuilder().addInverseOfferIds(second.getId());
        scheduler.call(accept);
        assertThat(status()).contains("\"status\":\"ACCEPT\"").doesNotContain("DECLINE");
    }

    @Test
    void aMachineTakenDownLosesItsAgentForAllUntilItIsUpAgain() throws Exception {
        FakeAgent agent = bench.registered(master);
        FakeScheduler scheduler = bench.scheduler(master, Samples.FRAMEWORK);
        TaskInfo task = Bench.launched(scheduler, agent, "t1");
        bench.operator(master, SCHEDULE);
        asked(scheduler);
        OperatorWatch watch = bench.watch(master);

        assertThat(machines("START", MACHINE)).isEqualTo(DONE);

        TaskStatus lost = scheduler.next(Event.Type.UPDATE).getUpdate().getStatus();
        assertThat(lost.getState()).isEqualTo(TaskState.TASK_LOST);
        assertThat(lost.getReason()).isEqualTo(TaskStatus.Reason.REASON_AGENT_REMOVED);
        assertThat(lost.getMessage()).isEqualTo("Agent 127.0.0.9 removed: Operator initiated 'Machine DOWN'");
        scheduler.next(Event.Type.RESCIND);
        scheduler.next(Event.Type.RESCIND_INVERSE_OFFER);
        scheduler.next(Event.Type.FAILURE);
        watch.until(org.apache.mesos.v1.master.Protos.Event.Type.AGENT_REMOVED);
        agent.next(MasterMessage.Shutdown.class);
        assertThat(status()).contains("\"down_machines\":[" + MACHINE + "]");
        assertThat(bench.operator(master, NO_SCHEDULE).body())
                .endsWith("is deactivated and cannot be removed from the schedule");
        assertThat(bench.returned(master, task.getAgentId()).next(MasterMessage.Shutdown.class).reason())
                .isEqualTo("Machine is `DOWN`");

        assertThat(machines("STOP", MACHINE)).isEqualTo(DONE);
        assertThat(bench.returned(master, task.getAgentId()).next(MasterMessage.Registered.class).agentId())
                .isEqualTo(task.getAgentId());
        assertThat(Bench.offer(scheduler).hasUnavailability()).isFalse();
    }
}
