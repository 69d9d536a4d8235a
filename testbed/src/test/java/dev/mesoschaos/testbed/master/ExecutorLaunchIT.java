package dev.mesoschaos.testbed.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mesoschaos.testbed.master.allocation.Resources;
import dev.mesoschaos.testbed.wire.AgentMessage;
import dev.mesoschaos.testbed.wire.MasterMessage;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tasks that bring an executor of their framework, and task groups in such (mesos-facts section 3, TaskInfo). */
class ExecutorLaunchIT extends MasterCase {

    private MasterProcess master;
    private FakeAgent agent;
    private FakeScheduler scheduler;

    @BeforeEach
    void lead() throws Exception {
        master = bench.leader();
        agent = bench.registered(master);
        scheduler = bench.scheduler(master, Samples.FRAMEWORK);
    }

    private static ExecutorInfo.Builder own() {
        return ExecutorInfo.newBuilder()
                .setExecutorId(ExecutorID.newBuilder().setValue("own"))
                .setCommand(CommandInfo.newBuilder().setValue("run"))
                .addResources(Samples.cpus(0.25));
    }

    private static TaskInfo with(ExecutorInfo.Builder executor, String id, Offer offer) {
        return Samples.task(id, offer).toBuilder().clearCommand().setExecutor(executor).build();
    }

    private TaskStatus refused(UnaryOperator<ExecutorInfo.Builder> wrong) throws Exception {
        Offer offer = Bench.offer(scheduler);
        scheduler.call(Samples.launch(offer, with(wrong.apply(own()), "t", offer)));
        return scheduler.next(Event.Type.UPDATE).getUpdate().getStatus();
    }

    @Test
    void anInvalidExecutorIsAnErrorOfItsTask() throws Exception {
        assertThat(refused(ExecutorInfo.Builder::clearCommand).getMessage())
                .isEqualTo("'ExecutorInfo.command' must be set");
        assertThat(refused(executor -> executor.setType(ExecutorInfo.Type.DEFAULT).clearCommand()).getMessage())
                .isEqualTo("'ExecutorInfo.type' must be 'CUSTOM'");
        assertThat(refused(executor -> {
                    executor.getExecutorIdBuilder().setValue("a/b");
                    return executor;
                }).getMessage())
                .isEqualTo("'a/b' contains invalid characters");
        TaskStatus error = refused(executor -> executor.setResources(0, Samples.cpus(1.75)));
        assertThat(error.getReason()).isEqualTo(Reason.REASON_TASK_INVALID);
        assertThat(error.getMessage())
                .startsWith("Total resources cpus:2.25 required by task and its executor is more than available");
    }

    @Test
    void anExecutorIsLaunchedWithItsTaskAndPaidForOnce() throws Exception {
        Offer offer = Bench.offer(scheduler);

        scheduler.call(Samples.launch(offer, with(own(), "t1", offer), with(own(), "t2", offer)));

        ExecutorInfo sent = agent.next(MasterMessage.RunTask.class).task().getExecutor();
        assertThat(sent.getFrameworkId()).isEqualTo(scheduler.id());
        assertThat(agent.next(MasterMessage.RunTask.class).task().getExecutor()).isEqualTo(sent);
        Offer rest = Bench.offer(scheduler);
        assertThat(rest.getExecutorIdsList()).containsExactly(sent.getExecutorId());
        assertThat(Resources.of(rest.getResourcesList()).scalar("cpus")).isEqualTo(0.75);
        assertThat(bench.operator(master, "{\"type\":\"GET_EXECUTORS\"}").body()).contains("\"own\"");
        assertThat(bench.operator(master, "{\"type\":\"GET_TASKS\"}").body()).contains("\"executor_id\":{\"value\":\"own\"}");
    }

    @Test
    void anotherExecutorOfTheSameNameIsRefusedWhileTheFirstRuns() throws Exception {
        Offer offer = Bench.offer(scheduler);
        scheduler.call(Samples.launch(offer, with(own(), "t1", offer)));
        agent.next(MasterMessage.RunTask.class);

        TaskStatus error = refused(executor -> executor.setName("changed"));

        assertThat(error.getMessage())
                .startsWith("ExecutorInfo is not compatible with existing ExecutorInfo with same ExecutorID");
    }

    @Test
    void aTaskGroupRunsInAnExecutorOfItsFramework() throws Exception {
        Offer offer = Bench.offer(scheduler);
        ExecutorInfo executor = Samples.executor(scheduler.id(), "own", 0.25).toBuilder()
                .setType(ExecutorInfo.Type.CUSTOM)
                .setCommand(CommandInfo.newBuilder().setValue("run"))
                .build();

        scheduler.call(Samples.launchGroup(offer, executor, Samples.task("g1", offer)));

        MasterMessage.RunTaskGroup run = agent.next(MasterMessage.RunTaskGroup.class);
        assertThat(run.executor().getType()).isEqualTo(ExecutorInfo.Type.CUSTOM);
        assertThat(run.tasks().getTasksCount()).isEqualTo(1);
    }

    @Test
    void anExecutorOfAGroupMustHoldEnoughItself() throws Exception {
        Offer offer = Bench.offer(scheduler);
        ExecutorInfo executor = Samples.executor(scheduler.id(), "e1", 0.25).toBuilder().removeResources(1).build();

        scheduler.call(Samples.launchGroup(offer, executor, Samples.task("g1", offer)));

        TaskStatus error = scheduler.next(Event.Type.UPDATE).getUpdate().getStatus();
        assertThat(error.getReason()).isEqualTo(Reason.REASON_TASK_GROUP_INVALID);
        assertThat(error.getMessage())
                .isEqualTo("Executor 'e1' uses less memory (None) than the minimum required (32MB)");
    }

    @Test
    void aReturningAgentsExecutorsHoldTheirResourcesWithANewLeaderToo() throws Exception {
        AgentInfo returning = Bench.info(AgentID.newBuilder().setValue("old-S7").build()).toBuilder()
                .setPort(5052)
                .build();
        FrameworkInfo framework = Samples.FRAMEWORK.toBuilder()
                .setId(FrameworkID.newBuilder().setValue("old-0001"))
                .build();
        ExecutorInfo executor = Samples.executor(framework.getId(), "e1", 0.25);

        bench.agent(master).send(new AgentMessage.Reregister(
                returning, "1.11.0", List.of(), List.of(framework), List.of(), List.of(executor)));

        await().until(() -> cpus(bench.get(master, "/slaves?slave_id=old-S7"), "used_resources") == 0.25);
        assertThat(bench.operator(master, "{\"type\":\"GET_EXECUTORS\"}").body()).contains("\"e1\"");
        FakeScheduler back = bench.scheduler(master, framework);
        await().until(() -> cpus(bench.get(master, "/slaves?slave_id=old-S7"), "offered_resources") == 1.75);
        assertThat(back.id()).isEqualTo(framework.getId());
    }

    private static double cpus(JsonNode agents, String resources) {
        return agents.path("slaves").path(0).path(resources).path("cpus").asDouble();
    }

    @Test
    void anExecutorThatAReturningAgentDoesNotNameGivesItsResourcesBack() throws Exception {
        Offer offer = Bench.offer(scheduler);
        scheduler.call(Samples.launch(offer, with(own(), "t1", offer)));
        TaskInfo task = agent.next(MasterMessage.RunTask.class).task();
        Bench.offer(scheduler);

        agent.close();
        scheduler.next(Event.Type.RESCIND);
        bench.returned(master, task.getAgentId(), Samples.running(scheduler.id(), task));

        Offer rest = Bench.offer(scheduler);
        assertThat(rest.getExecutorIdsList()).isEmpty();
        assertThat(Resources.of(rest.getResourcesList()).scalar("cpus")).isEqualTo(1.5);
    }
}
