package dev.mesoschaos.testbed.master;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.testbed.wire.AgentMessage;
import dev.mesoschaos.testbed.wire.MasterMessage;
import java.time.Duration;
import java.util.List;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.master.Protos;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Statements 18 to 20, 24 to 27, 34 and 38, and UPDATE_FRAMEWORK. */
class FrameworkLifecycleIT extends MasterCase {

    private MasterProcess master;

    @BeforeEach
    void lead() throws Exception {
        master = bench.leader();
    }

    private static FrameworkInfo again(FakeScheduler scheduler) {
        return Samples.FRAMEWORK.toBuilder().setId(scheduler.id()).build();
    }

    private static Call.Builder update(FrameworkInfo info, String... suppressed) {
        return Call.newBuilder()
                .setType(Call.Type.UPDATE_FRAMEWORK)
                .setUpdateFramework(Call.UpdateFramework.newBuilder()
                        .setFrameworkInfo(info)
                        .addAllSuppressedRoles(List.of(suppressed)));
    }

    @Test
    void whatCannotBeChangedIsRefusedAndWhatCanReachesAgentsAndObservers() throws Exception {
        FakeAgent agent = bench.registered(master);
        FakeScheduler scheduler = bench.scheduler(master, Samples.FRAMEWORK);
        Bench.offer(scheduler);
        OperatorWatch watch = bench.watch(master);

        assertThat(scheduler.call(update(again(scheduler).toBuilder().setUser("other").build()))).isEqualTo(400);
        assertThat(scheduler.call(update(again(scheduler).toBuilder().setCheckpoint(false).build()))).isEqualTo(400);
        assertThat(scheduler.call(update(again(scheduler), "nope"))).isEqualTo(400);
        assertThat(scheduler.call(update(again(scheduler).toBuilder().setName("renamed").build()))).isEqualTo(200);

        watch.until(Protos.Event.Type.FRAMEWORK_UPDATED);
        assertThat(agent.next(MasterMessage.UpdateFramework.class).framework().getName()).isEqualTo("renamed");
    }

    @Test
    void aRoleThatIsGivenUpLosesItsOffersAndANewOneGetsThem() throws Exception {
        bench.registered(master);
        FakeScheduler scheduler = bench.scheduler(master, Samples.FRAMEWORK);
        Offer before = Bench.offer(scheduler);

        scheduler.call(update(again(scheduler).toBuilder().clearRoles().addRoles("web").build()));

        assertThat(scheduler.next(Event.Type.RESCIND).getRescind().getOfferId()).isEqualTo(before.getId());
        assertThat(Bench.offer(scheduler).getAllocationInfo().getRole()).isEqualTo("web");
    }

    @Test
    void suppressionEndsWithARevivalOrAnUpdateThatDoesNotNameTheRole() throws Exception {
        bench.registered(master);
        FakeScheduler scheduler = bench.scheduler(master, Samples.FRAMEWORK);
        Offer offer = Bench.offer(scheduler);

        scheduler.call(Call.newBuilder().setType(Call.Type.SUPPRESS));
        scheduler.call(Samples.decline(offer, 0));
        Call.Builder unknown = Call.newBuilder().setType(Call.Type.REVIVE);
        unknown.getReviveBuilder().addRoles("nope").addRoles("*");
        scheduler.call(unknown);
        // A second framework shows that a batch has passed.
        FakeScheduler other = bench.scheduler(master, Samples.FRAMEWORK);
        Offer theirs = Bench.offer(other);
        assertThat(scheduler.drain()).noneMatch(event -> event.getType() == Event.Type.OFFERS);

        other.call(Samples.decline(theirs, 3600));
        scheduler.call(update(again(scheduler)));
        scheduler.call(Samples.decline(Bench.offer(scheduler), 0));
        scheduler.call(Call.newBuilder().setType(Call.Type.SUPPRESS));
        scheduler.call(Call.newBuilder().setType(Call.Type.REVIVE));
        Bench.offer(scheduler);
    }

    @Test
    void aReturningSchedulerIsSentWhatItHasNotAcknowledgedAndKeepsItsTasks() throws Exception {
        FakeAgent agent = bench.registered(master);
        FakeScheduler first = bench.scheduler(master, Samples.FRAMEWORK);
        Bench.launched(first, agent, "t1");
        first.close();

        FakeScheduler second = bench.scheduler(master, again(first));

        assertThat(agent.next(MasterMessage.UpdateFramework.class).framework().getId()).isEqualTo(first.id());
        second.call(Call.newBuilder().setType(Call.Type.RECONCILE).setReconcile(Call.Reconcile.newBuilder()));
        assertThat(second.next(Event.Type.UPDATE).getUpdate().getStatus().getState()).isEqualTo(TaskState.TASK_RUNNING);
    }

    @Test
    void aLiveFailoverTakesOffersBackInSilenceAndKeepsFilters() throws Exception {
        bench.registered(master);
        FakeScheduler first = bench.scheduler(master, Samples.FRAMEWORK);
        first.call(Samples.decline(Bench.offer(first), 3600));
        FakeAgent late = bench.agent(master);
        late.send(new AgentMessage.Register(FakeAgent.INFO.toBuilder().setPort(5052).build(), "1.11.0"));
        Offer held = Bench.offer(first);

        FakeScheduler second = bench.scheduler(master, again(first));

        first.next(Event.Type.ERROR);
        Offer back = Bench.offer(second);
        assertThat(back.getAgentId()).isEqualTo(held.getAgentId());
        second.call(Samples.launch(held, Samples.task("t1", held)));
        TaskStatus dropped = second.next(Event.Type.UPDATE).getUpdate().getStatus();
        assertThat(dropped.getReason()).isEqualTo(TaskStatus.Reason.REASON_INVALID_OFFERS);
        assertThat(first.drain()).noneMatch(event -> event.getType() == Event.Type.RESCIND);
        assertThat(second.drain())
                .noneMatch(event -> event.getType() == Event.Type.RESCIND || event.getType() == Event.Type.OFFERS);
    }

    @Test
    void withoutAFailoverTimeoutAFrameworkEndsWithItsStream() throws Exception {
        FakeAgent agent = bench.registered(master);
        FakeScheduler scheduler =
                bench.scheduler(master, Samples.FRAMEWORK.toBuilder().clearFailoverTimeout().build());
        Bench.launched(scheduler, agent, "t1");
        OperatorWatch watch = bench.watch(master);

        scheduler.close();

        assertThat(watch.until(Protos.Event.Type.FRAMEWORK_REMOVED)).containsExactly(Protos.Event.Type.TASK_UPDATED, Protos.Event.Type.FRAMEWORK_REMOVED);
        agent.next(MasterMessage.ShutdownFramework.class);
    }

    @Test
    void aKillOfAnUnknownTaskIsAnsweredLikeAQuestion() throws Exception {
        FakeAgent agent = bench.registered(master);
        var id = agent.next(MasterMessage.Registered.class).agentId();
        FakeScheduler scheduler = bench.scheduler(master, Samples.FRAMEWORK);
        Call.Builder kill = Call.newBuilder().setType(Call.Type.KILL);
        kill.getKillBuilder().getTaskIdBuilder().setValue("nope");

        scheduler.call(kill);
        assertThat(scheduler.next(Event.Type.UPDATE).getUpdate().getStatus().getState())
                .isEqualTo(TaskState.TASK_UNKNOWN);
        kill.getKillBuilder().setAgentId(id);
        scheduler.call(kill);
        assertThat(scheduler.next(Event.Type.UPDATE).getUpdate().getStatus().getState()).isEqualTo(TaskState.TASK_GONE);
    }

    @Test
    void aKillPolicyReachesTheAgentAndAKillWhileItIsAwayWaitsForIt() throws Exception {
        FakeAgent agent = bench.registered(master);
        FakeScheduler scheduler = bench.scheduler(master, Samples.FRAMEWORK);
        TaskInfo task = Bench.launched(scheduler, agent, "t1");
        Bench.offer(scheduler);
        Call.Builder kill = Call.newBuilder().setType(Call.Type.KILL);
        kill.getKillBuilder().setTaskId(task.getTaskId()).getKillPolicyBuilder().getGracePeriodBuilder()
                .setNanoseconds(Duration.ofSeconds(1).toNanos());

        scheduler.call(kill);
        assertThat(agent.next(MasterMessage.KillTask.class).policy()).contains(kill.getKill().getKillPolicy());

        agent.close();
        scheduler.next(Event.Type.RESCIND);
        scheduler.call(kill);
        FakeAgent back = bench.returned(master, task.getAgentId(), Samples.running(scheduler.id(), task));
        assertThat(back.next(MasterMessage.KillTask.class).taskId()).isEqualTo(task.getTaskId());
    }

    @Test
    void aTaskGroupIsLaunchedInOneExecutorOrNotAtAll() throws Exception {
        FakeAgent agent = bench.registered(master);
        FakeScheduler scheduler = bench.scheduler(master, Samples.FRAMEWORK);
        Offer offer = Bench.offer(scheduler);
        Offer.Operation.Builder group = Offer.Operation.newBuilder().setType(Offer.Operation.Type.LAUNCH_GROUP);
        group.getLaunchGroupBuilder().setExecutor(Samples.executor(scheduler.id(), "e1", 0.1));
        group.getLaunchGroupBuilder().getTaskGroupBuilder()
                .addTasks(Samples.task("g1", offer))
                .addTasks(Samples.task("g2", offer).toBuilder().setResources(0, Samples.cpus(5)));

        scheduler.call(Samples.accept(offer, 0, group.build()));
        for (int i = 0; i < 2; i++) {
            TaskStatus error = scheduler.next(Event.Type.UPDATE).getUpdate().getStatus();
            assertThat(error.getReason()).isEqualTo(TaskStatus.Reason.REASON_TASK_GROUP_INVALID);
        }

        group.getLaunchGroupBuilder().getTaskGroupBuilder().getTasksBuilder(1).setResources(0, Samples.cpus(0.4));
        scheduler.call(Samples.accept(Bench.offer(scheduler), 0, group.build()));
        assertThat(agent.next(MasterMessage.RunTaskGroup.class).tasks().getTasksCount()).isEqualTo(2);
        Offer rest = Bench.offer(scheduler);
        assertThat(rest.getExecutorIds(0).getValue()).isEqualTo("e1");
        assertThat(rest.getResourcesList().stream().filter(r -> r.getName().equals("cpus")).toList())
                .singleElement()
                .satisfies(cpus -> assertThat(cpus.getScalar().getValue()).isEqualTo(1.0));
    }
}
