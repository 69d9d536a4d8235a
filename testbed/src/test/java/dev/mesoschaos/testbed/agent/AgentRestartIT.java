package dev.mesoschaos.testbed.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.testbed.wire.AgentMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.junit.jupiter.api.Test;

/** What outlives the process of an agent, and what does not. */
class AgentRestartIT extends AgentCase {

    @Test
    void aRestartedAgentHasTheSameIdAndTheSameTasks() throws IOException {
        long executor;
        try (AgentProcess first = startAgent()) {
            master.run(Samples.FRAMEWORK, Samples.shell("t1", FOREVER));
            executor = runs("t1").getContainerStatus().getExecutorPid();
            first.kill();
        }
        try (AgentProcess second = AgentProcess.start(workDir, master.address())) {
            AgentMessage.Reregister again = master.take(AgentMessage.Reregister.class);
            assertThat(again.agent().getId()).isEqualTo(FakeMaster.AGENT_ID);
            assertThat(again.tasks()).singleElement().satisfies(task -> {
                assertThat(task.getState()).isEqualTo(TaskState.TASK_RUNNING);
                assertThat(task.getStatusesList()).hasSize(2);
            });
            assertThat(again.frameworks()).containsExactly(Samples.FRAMEWORK);
            assertThat(again.executors()).as("its executor is a part of the task").isEmpty();
            assertThat(ProcessHandle.of(executor)).isPresent();

            master.kill("t1");
            master.takeAndAcknowledge("t1", TaskState.TASK_KILLED);
            assertThat(second.log()).doesNotContain("ERROR");
        }
    }

    @Test
    void aTaskThatEndsWhileItsAgentIsDownIsReportedByTheNextProcess() throws IOException {
        Path go = directory.resolve("go");
        try (AgentProcess first = startAgent()) {
            String waits = "while ! [ -e '" + go + "' ]; do sleep 0.1; done; exit 7";
            master.run(Samples.FRAMEWORK, Samples.shell("t1", waits));
            runs("t1");
            first.kill();
        }
        Files.createFile(go);
        await().until(() -> taskProcesses().isEmpty());
        try (AgentProcess second = AgentProcess.start(workDir, master.address())) {
            master.take(AgentMessage.Reregister.class);
            TaskStatus failed = master.takeAndAcknowledge("t1", TaskState.TASK_FAILED);
            assertThat(failed.getMessage()).isEqualTo("Command exited with status 7");
            assertThat(second.log()).doesNotContain("ERROR");
        }
    }

    @Test
    void afterThePowerWasOffATaskHasFailedBecauseItsExecutorIsGone() throws IOException {
        try (AgentProcess first = startAgent()) {
            master.run(Samples.FRAMEWORK, Samples.shell("t1", FOREVER));
            runs("t1");
            first.kill();
        }
        killTaskProcesses();
        try (AgentProcess second = AgentProcess.start(workDir, master.address())) {
            master.take(AgentMessage.Reregister.class);
            TaskStatus failed = master.takeAndAcknowledge("t1", TaskState.TASK_FAILED);
            assertThat(failed.getReason()).isEqualTo(Reason.REASON_EXECUTOR_TERMINATED);
            assertThat(second.log()).doesNotContain("ERROR");
        }
    }

    @Test
    void afterARebootNoProcessIsTakenForAnOldExecutor() throws IOException {
        try (AgentProcess first = startAgent()) {
            master.run(Samples.FRAMEWORK, Samples.shell("t1", FOREVER));
            runs("t1");
            first.kill();
        }
        Files.writeString(workDir.resolve("meta/boot_id"), "another boot");
        try (AgentProcess second = AgentProcess.start(workDir, master.address())) {
            assertThat(master.take(AgentMessage.Reregister.class).agent().getId()).isEqualTo(FakeMaster.AGENT_ID);
            TaskStatus failed = master.takeAndAcknowledge("t1", TaskState.TASK_FAILED);
            assertThat(failed.getReason()).isEqualTo(Reason.REASON_EXECUTOR_TERMINATED);
            assertThat(failed.getMessage()).isEqualTo("Executor terminated");
            assertThat(second.log()).doesNotContain("ERROR");
        }
        killTaskProcesses();
    }

    @Test
    void aTaskOfAFrameworkThatDoesNotCheckpointEndsWithTheAgent() throws IOException {
        FrameworkInfo careless = Samples.FRAMEWORK.toBuilder().setCheckpoint(false).build();
        try (AgentProcess agent = startAgent()) {
            master.run(careless, Samples.shell("t1", FOREVER));
            runs("t1");
            agent.kill();
            await().until(() -> taskProcesses().isEmpty());
        }
        try (AgentProcess second = AgentProcess.start(workDir, master.address())) {
            assertThat(master.take(AgentMessage.Reregister.class).tasks()).isEmpty();
            assertThat(second.log()).doesNotContain("ERROR");
        }
    }

    @Test
    void anAgentWhoseParentIsGoneEndsItsTasksAtOnce() throws IOException {
        Map<String, String> environment = Map.of("MESOS_CHAOS_LIFELINE", "stdin");
        try (AgentProcess agent = AgentProcess.start(workDir, master.address(), environment)) {
            master.take(AgentMessage.Register.class);
            master.run(Samples.FRAMEWORK, Samples.shell("t1", "trap '' TERM; while :; do sleep 1; done"));
            runs("t1");

            agent.closeStandardInput();

            assertThat(agent.exitStatus()).isNotZero();
            await().atMost(Duration.ofSeconds(10)).until(() -> taskProcesses().isEmpty());
        }
    }

    @Test
    void aTaskWithoutItsAgentEndsWhenTheHarnessIsGone() throws IOException, InterruptedException {
        Path pipe = directory.resolve("lifeline");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        Process harness = new ProcessBuilder("sh", "-c", "exec sleep 1000 <>'" + pipe + "'").start();
        try (AgentProcess agent =
                AgentProcess.start(workDir, master.address(), Map.of("MESOS_CHAOS_TASK_LIFELINE", pipe.toString()))) {
            master.take(AgentMessage.Register.class);
            master.run(Samples.FRAMEWORK, Samples.shell("t1", FOREVER));
            runs("t1");
            agent.kill();
            assertThat(taskProcesses()).isNotEmpty();

            harness.destroyForcibly();

            await().until(() -> taskProcesses().isEmpty());
        } finally {
            harness.destroyForcibly();
        }
    }

    @Test
    void aChangedAgentRefusesToStart() throws IOException {
        try (AgentProcess first = startAgent()) {
            master.hasBeenHeard();
            first.kill();
        }
        try (AgentProcess changed = AgentProcess.start(workDir, master.address(), "--attributes=rack:r2")) {
            assertThat(changed.exitStatus()).isEqualTo(1);
            assertThat(changed.log()).contains("Incompatible agent info").doesNotContain("\tat ");
        }
    }
}
