package dev.mesoschaos.testbed.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.testbed.wire.AgentMessage;
import dev.mesoschaos.testbed.wire.MasterMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.Test;

/** The ways in which an agent is lost and comes back (statements 28, 41, 44, 46, 47 and 50). */
class AgentLossIT extends MasterCase {

    @Test
    void anAgentMarkedGoneLosesItsTasksAndIsShutDownForEver() throws Exception {
        MasterProcess master = bench.leader();
        FakeAgent agent = bench.registered(master);
        FakeScheduler scheduler = bench.scheduler(master, Samples.FRAMEWORK);
        TaskInfo task = Bench.launched(scheduler, agent, "t1");

        assertThat(bench.operator(master, "MARK_AGENT_GONE", task.getAgentId())).isEqualTo(new Bench.Answer(200, ""));

        TaskStatus gone = scheduler.next(Event.Type.UPDATE).getUpdate().getStatus();
        assertThat(gone.getState()).isEqualTo(TaskState.TASK_GONE_BY_OPERATOR);
        assertThat(gone.getReason()).isEqualTo(TaskStatus.Reason.REASON_AGENT_REMOVED_BY_OPERATOR);
        scheduler.next(Event.Type.FAILURE);
        agent.next(MasterMessage.Shutdown.class);
        bench.returned(master, task.getAgentId(), Samples.running(scheduler.id(), task)).next(MasterMessage.Shutdown.class);
    }

    @Test
    void anAgentThatMissesThreePingsBecomesUnreachableAndComesBackWithItsTasks() throws Exception {
        MasterProcess master = bench.leader();
        FakeAgent agent = bench.registered(master);
        FakeScheduler scheduler = bench.scheduler(master, Samples.FRAMEWORK);
        TaskInfo task = Bench.launched(scheduler, agent, "t1");
        scheduler.next(Event.Type.OFFERS);

        agent.fallSilent();
        TaskStatus lost = scheduler.next(Event.Type.UPDATE).getUpdate().getStatus();

        assertThat(lost.getState()).isEqualTo(TaskState.TASK_UNREACHABLE);
        assertThat(lost.getReason()).isEqualTo(TaskStatus.Reason.REASON_AGENT_REMOVED);
        assertThat(lost.hasUnreachableTime()).isTrue();
        assertThat(lost.hasUuid()).isFalse();
        scheduler.next(Event.Type.RESCIND);
        assertThat(scheduler.next(Event.Type.FAILURE).getFailure().getAgentId()).isEqualTo(task.getAgentId());
        await().until(agent::isClosed);
        assertThat(bench.agents(master)).contains("\"agents\":[]");

        FakeAgent again = bench.returned(master, task.getAgentId(), Samples.running(scheduler.id(), task));

        assertThat(again.next(MasterMessage.UpdateFramework.class).framework().getId()).isEqualTo(scheduler.id());
        TaskStatus back = scheduler.next(Event.Type.UPDATE).getUpdate().getStatus();
        assertThat(back.getState()).isEqualTo(TaskState.TASK_RUNNING);
        assertThat(back.getReason()).isEqualTo(TaskStatus.Reason.REASON_AGENT_REREGISTERED);
        assertThat(bench.operator(master, "{\"type\":\"GET_TASKS\"}").body()).contains("\"unreachable_tasks\":[]");
    }

    @Test
    void aBrokenChannelRescindsOffersAtOnceButNotTheTasksOfACheckpointingFramework() throws Exception {
        MasterProcess master = bench.leader();
        FakeAgent agent = bench.registered(master);
        FakeScheduler scheduler = bench.scheduler(master, Samples.FRAMEWORK);
        TaskInfo task = Bench.launched(scheduler, agent, "t1");
        scheduler.next(Event.Type.OFFERS);

        agent.close();

        scheduler.next(Event.Type.RESCIND);
        assertThat(bench.agents(master)).contains("\"active\":false");
        FakeAgent again = bench.returned(master, task.getAgentId(), Samples.running(scheduler.id(), task));
        assertThat(again.next(MasterMessage.UpdateFramework.class).framework().getId()).isEqualTo(scheduler.id());
        assertThat(scheduler.next(Event.Type.OFFERS).getOffers().getOffersCount()).isEqualTo(1);
        assertThat(scheduler.drain()).noneMatch(event -> event.getType() == Event.Type.UPDATE);
    }

    @Test
    void anAgentThatRegistersAgainOnASecondChannelKeepsItsOffers() throws Exception {
        MasterProcess master = bench.leader();
        FakeAgent first = bench.registered(master);
        FakeScheduler scheduler = bench.scheduler(master, Samples.FRAMEWORK);
        TaskInfo task = Bench.launched(scheduler, first, "t1");
        scheduler.next(Event.Type.OFFERS);

        FakeAgent second = bench.returned(master, task.getAgentId(), Samples.running(scheduler.id(), task));

        second.next(MasterMessage.Registered.class);
        await().until(first::isClosed);
        List<Event> heard = new ArrayList<>();
        await().during(Duration.ofSeconds(1)).until(() -> {
            heard.addAll(scheduler.drain());
            return heard.stream().noneMatch(event -> event.getType() == Event.Type.RESCIND);
        });
        assertThat(bench.agents(master)).contains("\"active\":true");
    }

    @Test
    void anAgentThatIsNotRegisteredIsToldSoWhenItSendsAnUpdate() throws Exception {
        MasterProcess master = bench.leader();
        FakeAgent stranger = bench.agent(master);

        stranger.send(new AgentMessage.Update(
                FrameworkID.newBuilder().setValue("fw").build(),
                TaskStatus.newBuilder()
                        .setTaskId(TaskID.newBuilder().setValue("t1"))
                        .setState(TaskState.TASK_RUNNING)
                        .build(),
                TaskState.TASK_RUNNING));

        assertThat(stranger.next(MasterMessage.Ping.class).connected()).isFalse();
    }

    @Test
    void aBrokenChannelEndsTheTasksOfAFrameworkThatDoesNotCheckpoint() throws Exception {
        MasterProcess master = bench.leader();
        FakeAgent agent = bench.registered(master);
        FakeScheduler scheduler = bench.scheduler(master, Samples.FRAMEWORK.toBuilder().setCheckpoint(false).build());
        Bench.launched(scheduler, agent, "t1");

        agent.close();

        TaskStatus lost = scheduler.next(Event.Type.UPDATE).getUpdate().getStatus();
        assertThat(lost.getState()).isEqualTo(TaskState.TASK_LOST);
        assertThat(lost.getReason()).isEqualTo(TaskStatus.Reason.REASON_AGENT_DISCONNECTED);
        assertThat(lost.getMessage()).isEqualTo("Agent 127.0.0.9 disconnected");
    }

    @Test
    void theDefectKeepsTheMasterSilentAboutALostAgentsTasks() throws Exception {
        MasterProcess master = bench.leader("-Dtestbed.defect=never-reschedules");
        FakeAgent agent = bench.registered(master);
        FakeScheduler scheduler = bench.scheduler(master, Samples.FRAMEWORK);
        Bench.launched(scheduler, agent, "t1");

        agent.fallSilent();
        await().until(agent::isClosed);

        assertThat(bench.agents(master)).contains("\"agents\":[]");
        assertThat(scheduler.drain())
                .noneMatch(event -> event.getType() == Event.Type.UPDATE || event.getType() == Event.Type.FAILURE);
    }
}
