package dev.mesoschaos.testbed.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.testbed.wire.AgentMessage;
import dev.mesoschaos.testbed.wire.MasterMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.mesos.v1.Protos.DurationInfo;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.KillPolicy;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskGroupInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.apache.mesos.v1.Protos.TaskStatus.Source;
import org.apache.mesos.v1.Protos.Value;
import org.junit.jupiter.api.Test;

/** Task groups in a default executor (mesos-facts statement 39). */
class TaskGroupIT extends AgentCase {

    private static final ExecutorID EXECUTOR_ID = ExecutorID.newBuilder().setValue("de").build();
    private static final ExecutorInfo EXECUTOR = ExecutorInfo.newBuilder()
            .setType(ExecutorInfo.Type.DEFAULT)
            .setExecutorId(EXECUTOR_ID)
            .addResources(Resource.newBuilder()
                    .setName("cpus")
                    .setType(Value.Type.SCALAR)
                    .setScalar(Value.Scalar.newBuilder().setValue(0.1)))
            .build();

    @Test
    void aTaskThatFailsTakesItsGroupAndTheExecutorAlong() throws IOException {
        try (AgentProcess agent = startAgent()) {
            master.acknowledgeAll();
            runGroup(Samples.shell("g1", "sleep 0.5; exit 4"), Samples.shell("g2", FOREVER));

            TaskStatus failed = master.awaitState("g1", TaskState.TASK_FAILED);
            TaskStatus killed = master.awaitState("g2", TaskState.TASK_KILLED);

            assertThat(failed.getMessage()).isEqualTo("Command exited with status 4");
            assertThat(killed.getMessage()).isEqualTo("Command terminated with signal Terminated");
            assertThat(killed.getExecutorId()).isEqualTo(EXECUTOR_ID);
            assertThat(killed.getContainerStatus().getContainerId().hasParent()).isTrue();
            assertThat(exited().executorId()).isEqualTo(EXECUTOR_ID);
            await().until(() -> taskProcesses().isEmpty());
            assertThat(agent.log()).doesNotContain("ERROR");
        }
    }

    @Test
    void aTaskThatFinishesLeavesItsGroupAlone() throws IOException {
        try (AgentProcess agent = startAgent()) {
            master.acknowledgeAll();
            runGroup(Samples.shell("g1", "exit 0"), Samples.shell("g2", FOREVER));

            master.awaitState("g1", TaskState.TASK_FINISHED);
            master.awaitState("g2", TaskState.TASK_RUNNING);
            assertThat(taskProcesses()).isNotEmpty();
            master.kill("g2");
            master.awaitState("g2", TaskState.TASK_KILLED);
            exited();
            assertThat(agent.log()).doesNotContain("ERROR");
        }
    }

    @Test
    void anExecutorThatIsKilledIsToldBeforeItsTasks() throws IOException {
        try (AgentProcess agent = startAgent()) {
            master.acknowledgeAll();
            runGroup(Samples.shell("g1", FOREVER), Samples.shell("g2", FOREVER));
            master.awaitState("g1", TaskState.TASK_RUNNING);
            master.awaitState("g2", TaskState.TASK_RUNNING);
            String containers = agent.get("/containers").body();
            String pid = containers.replaceFirst("(?s).*\"executor_pid\":(\\d+).*", "$1");

            ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly();

            assertThat(exited().status()).isEqualTo(9);
            TaskStatus failed = master.awaitState("g1", TaskState.TASK_FAILED);
            assertThat(failed.getSource()).isEqualTo(Source.SOURCE_AGENT);
            assertThat(failed.getReason()).isEqualTo(Reason.REASON_EXECUTOR_TERMINATED);
            master.awaitState("g2", TaskState.TASK_FAILED);
            await().until(() -> taskProcesses().isEmpty());
            assertThat(agent.log()).doesNotContain("ERROR");
        }
    }

    @Test
    void theGraceOfAKillCallReachesATaskOfAGroup() throws IOException {
        try (AgentProcess agent = startAgent()) {
            master.acknowledgeAll();
            Path ready = directory.resolve("ready");
            runGroup(Samples.withKillGrace(
                    Samples.shell("g1", "trap '' TERM; touch '" + ready + "'; while :; do sleep 1; done"), 600_000));
            await().until(() -> Files.exists(ready));

            master.send(new MasterMessage.KillTask(Samples.FRAMEWORK_ID, Samples.shell("g1", "").getTaskId(),
                    Optional.of(KillPolicy.newBuilder()
                            .setGracePeriod(DurationInfo.newBuilder().setNanoseconds(200_000_000))
                            .build())));

            assertThat(master.awaitState("g1", TaskState.TASK_KILLED).getMessage())
                    .isEqualTo("Command terminated with signal Killed");
            exited();
            assertThat(agent.log()).doesNotContain("ERROR");
        }
    }

    @Test
    void aGroupOutlivesARestartOfTheAgent() throws IOException {
        try (AgentProcess first = startAgent()) {
            master.acknowledgeAll();
            runGroup(Samples.shell("g1", FOREVER), Samples.shell("g2", FOREVER));
            master.awaitState("g1", TaskState.TASK_RUNNING);
            master.awaitState("g2", TaskState.TASK_RUNNING);
            first.kill();
        }
        try (AgentProcess second = AgentProcess.start(workDir, master.address())) {
            AgentMessage.Reregister back = master.awaitHistory(AgentMessage.Reregister.class, any -> true);
            assertThat(back.tasks()).hasSize(2);
            assertThat(back.executors()).containsExactly(EXECUTOR.toBuilder().setFrameworkId(Samples.FRAMEWORK_ID).build());
            master.hasBeenHeard();

            master.kill("g1");

            master.awaitState("g1", TaskState.TASK_KILLED);
            master.awaitState("g2", TaskState.TASK_KILLED);
            exited();
            assertThat(second.log()).doesNotContain("ERROR");
        }
    }

    private AgentMessage.ExecutorExited exited() {
        return master.awaitHistory(AgentMessage.ExecutorExited.class, any -> true);
    }

    private void runGroup(TaskInfo... tasks) {
        TaskGroupInfo.Builder group = TaskGroupInfo.newBuilder();
        for (TaskInfo task : tasks) {
            group.addTasks(task);
        }
        master.send(new MasterMessage.RunTaskGroup(Samples.FRAMEWORK, EXECUTOR, group.build()));
    }
}
