package dev.mesoschaos.testbed.master;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.testbed.master.allocation.Resources;
import dev.mesoschaos.testbed.wire.MasterMessage;
import java.time.Duration;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.Test;

/** The life of a framework and of a task, as its scheduler sees it (statements 18, 21, 23, 29 and 33). */
class SchedulerIT extends MasterCase {

    @Test
    void aTaskBeyondItsOfferIsAnErrorAndAnUnknownOfferDropsIt() throws Exception {
        MasterProcess master = bench.leader();
        bench.registered(master);
        FakeScheduler scheduler = bench.scheduler(master, Samples.FRAMEWORK);
        Offer offer = Bench.offer(scheduler);
        TaskInfo big = Samples.task("big", offer).toBuilder().setResources(0, Samples.cpus(3)).build();

        scheduler.call(Samples.launch(offer, big));
        TaskStatus error = scheduler.next(Event.Type.UPDATE).getUpdate().getStatus();
        scheduler.call(Samples.launch(offer, Samples.task("late", offer)));
        TaskStatus dropped = scheduler.next(Event.Type.UPDATE).getUpdate().getStatus();

        assertThat(error.getState()).isEqualTo(TaskState.TASK_ERROR);
        assertThat(error.getReason()).isEqualTo(TaskStatus.Reason.REASON_TASK_INVALID);
        assertThat(dropped.getState()).isEqualTo(TaskState.TASK_DROPPED);
        assertThat(dropped.getMessage())
                .isEqualTo("Task launched with invalid offers: Offer " + offer.getId().getValue()
                        + " is no longer valid");
    }

    @Test
    void anAgentsResourcesAreOfferedAndATaskIsLaunchedUpdatedAndAcknowledged() throws Exception {
        MasterProcess master = bench.leader();
        FakeAgent agent = bench.registered(master);
        assertThat(agent.next(MasterMessage.Registered.class).silenceLimit()).isEqualTo(Duration.ofSeconds(3));
        FakeScheduler scheduler = bench.scheduler(master, Samples.FRAMEWORK);

        Bench.launched(scheduler, agent, "t1");

        assertThat(bench.operator(master, "{\"type\":\"GET_TASKS\"}").body())
                .contains("\"state\":\"TASK_RUNNING\"", "\"status_update_state\":\"TASK_RUNNING\"");
        Offer rest = Bench.offer(scheduler);
        assertThat(Resources.of(rest.getResourcesList()).scalar("cpus")).isEqualTo(1.5);
    }

    @Test
    void aSecondSchedulerWithTheSameIdReplacesTheFirst() throws Exception {
        MasterProcess master = bench.leader();
        bench.registered(master);
        FakeScheduler first = bench.scheduler(master, Samples.FRAMEWORK);
        first.next(Event.Type.OFFERS);

        FakeScheduler second = bench.scheduler(master, Samples.FRAMEWORK.toBuilder().setId(first.id()).build());

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(first.next(Event.Type.ERROR).getError().getMessage()).isEqualTo("Framework failed over");
        assertThat(first.call(Call.newBuilder().setType(Call.Type.REVIVE))).isEqualTo(400);
        second.next(Event.Type.OFFERS);
        assertThat(second.call(Call.newBuilder().setType(Call.Type.REVIVE))).isEqualTo(202);
    }

    @Test
    void aTornDownFrameworkIsShutDownAndMayNotComeBack() throws Exception {
        MasterProcess master = bench.leader();
        FakeAgent agent = bench.registered(master);
        FakeScheduler scheduler = bench.scheduler(master, Samples.FRAMEWORK);
        Bench.launched(scheduler, agent, "t1");

        assertThat(scheduler.call(Call.newBuilder().setType(Call.Type.TEARDOWN))).isEqualTo(202);

        assertThat(agent.next(MasterMessage.ShutdownFramework.class).frameworkId()).isEqualTo(scheduler.id());
        assertThat(bench.operator(master, "{\"type\":\"GET_TASKS\"}").body()).contains("\"tasks\":[]", "TASK_KILLED");
        String again = "{\"type\":\"SUBSCRIBE\",\"framework_id\":{\"value\":\"" + scheduler.id().getValue() + "\"},"
                + "\"subscribe\":{\"framework_info\":{\"user\":\"root\",\"name\":\"it\",\"id\":{\"value\":\""
                + scheduler.id().getValue() + "\"}}}}";
        assertThat(bench.post(master, "/api/v1/scheduler", again))
                .isEqualTo(new Bench.Answer(
                        200, "65\n{\"type\":\"ERROR\",\"error\":{\"message\":\"Framework has been removed\"}}"));
    }
}
