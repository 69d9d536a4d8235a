package dev.mesoschaos.testbed.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.testbed.wire.AgentMessage;
import dev.mesoschaos.testbed.wire.MasterMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.apache.mesos.v1.Protos.TaskStatus.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** An agent's process, its tasks' processes, and a master that does what the test says. */
class AgentIT {

    private static final String FOREVER = "exec sleep 1000";

    @TempDir(cleanup = CleanupMode.ALWAYS)
    private Path directory;

    private FakeMaster master;
    private Path workDir;

    @BeforeEach
    void start() throws IOException {
        master = FakeMaster.start();
        workDir = directory.toRealPath().resolve("work dir");
    }

    @AfterEach
    void nothingIsLeft() {
        master.close();
        List<ProcessHandle> left = taskProcesses();
        left.forEach(ProcessHandle::destroyForcibly);
        assertThat(left).as("processes of tasks left behind").isEmpty();
    }

    @Test
    void aCommandThatFailsIsReportedWithItsExitStatus() throws IOException {
        try (AgentProcess agent = startAgent()) {
            master.run(Samples.FRAMEWORK, Samples.shell("t1", "echo out; echo err >&2; exit 3"));

            TaskStatus starting = master.takeAndAcknowledge("t1", TaskState.TASK_STARTING);
            assertThat(starting.getSource()).isEqualTo(Source.SOURCE_EXECUTOR);
            master.takeAndAcknowledge("t1", TaskState.TASK_RUNNING);
            TaskStatus failed = master.takeAndAcknowledge("t1", TaskState.TASK_FAILED);

            assertThat(failed.getMessage()).isEqualTo("Command exited with status 3");
            assertThat(failed.hasReason()).isFalse();
            assertThat(agent.pid()).isPositive();
            assertThat(sandboxFile("t1", "stdout")).isEqualTo("out\n");
            assertThat(sandboxFile("t1", "stderr")).isEqualTo("err\n");
        }
    }

    @Test
    void aTaskKnowsItsPlaceAndTheArgumentsOfItsCommand() throws IOException {
        try (AgentProcess agent = startAgent()) {
            CommandInfo command = CommandInfo.newBuilder()
                    .setShell(false)
                    .setValue("sh")
                    .addAllArguments(List.of("sh", "-c", "echo $1 $MESOS_TASK_ID $HOST; pwd; echo $MESOS_SANDBOX", "x", "a  b"))
                    .build();
            master.run(Samples.FRAMEWORK, Samples.task("t1", command));
            runsToItsEnd("t1", TaskState.TASK_FINISHED);

            List<String> lines = sandboxFile("t1", "stdout").lines().toList();
            assertThat(lines.get(0)).isEqualTo("a b t1 127.0.0.1");
            assertThat(lines.get(1)).isEqualTo(lines.get(2)).contains("/frameworks/fw-1/executors/t1/runs/");
            assertThat(agent.log()).doesNotContain("ERROR");
        }
    }

    @Test
    void aTaskKeepsTheMarksByWhichAHarnessKnowsTheProcessesOfAHost() throws IOException {
        Map<String, String> environment = Map.of("MESOS_CHAOS_HOST", "cluster/a1", "MESOS_OF_THE_AGENT", "secret");
        try (AgentProcess agent = AgentProcess.start(workDir, master.address(), environment)) {
            master.take(AgentMessage.Register.class);
            master.run(Samples.FRAMEWORK, Samples.shell("t1", "echo $MESOS_CHAOS_HOST[$MESOS_OF_THE_AGENT]"));
            runsToItsEnd("t1", TaskState.TASK_FINISHED);

            assertThat(sandboxFile("t1", "stdout").strip()).isEqualTo("cluster/a1[]");
            assertThat(agent.log()).doesNotContain("ERROR");
        }
    }

    @Test
    void aKilledTaskTakesItsChildrenAlong() throws IOException {
        try (AgentProcess agent = startAgent()) {
            master.run(Samples.FRAMEWORK, Samples.shell("t1", "sleep 1000 & sleep 1000 & wait"));
            runs("t1");
            await().until(() -> taskProcesses().size() >= 4);

            master.kill("t1");

            TaskStatus killed = master.takeAndAcknowledge("t1", TaskState.TASK_KILLED);
            assertThat(killed.getMessage()).isEqualTo("Command terminated with signal Terminated");
            await().until(() -> taskProcesses().isEmpty());
            assertThat(agent.log()).doesNotContain("ERROR");
        }
    }

    @Test
    void aTaskThatIgnoresSigtermIsKilledWhenItsGraceIsOver() throws IOException {
        try (AgentProcess agent = startAgent()) {
            master.run(
                    Samples.FRAMEWORK,
                    Samples.withKillGrace(Samples.shell("t1", "trap '' TERM; while :; do sleep 1; done"), 400));
            runs("t1");

            master.kill("t1");

            TaskStatus killed = master.takeAndAcknowledge("t1", TaskState.TASK_KILLED);
            assertThat(killed.getMessage()).isEqualTo("Command terminated with signal Killed");
            assertThat(agent.log()).doesNotContain("ERROR");
        }
    }

    @Test
    void aDaemonThatLeftTheSessionOfItsTaskEndsWithIt() throws IOException {
        try (AgentProcess agent = startAgent()) {
            master.run(Samples.FRAMEWORK, Samples.shell("t1", "setsid sleep 1000 & exit 0"));

            runsToItsEnd("t1", TaskState.TASK_FINISHED);

            await().until(() -> taskProcesses().isEmpty());
            assertThat(agent.log()).doesNotContain("ERROR");
        }
    }

    @Test
    void aTaskWhoseExecutorIsKilledFailsByTheWordOfTheAgent() throws IOException {
        try (AgentProcess agent = startAgent()) {
            master.run(Samples.FRAMEWORK, Samples.shell("t1", FOREVER));
            TaskStatus running = runs("t1");

            ProcessHandle.of(running.getContainerStatus().getExecutorPid()).orElseThrow().destroyForcibly();

            TaskStatus failed = master.takeAndAcknowledge("t1", TaskState.TASK_FAILED);
            assertThat(failed.getSource()).isEqualTo(Source.SOURCE_AGENT);
            assertThat(failed.getReason()).isEqualTo(Reason.REASON_EXECUTOR_TERMINATED);
            assertThat(taskProcesses()).as("orphans, as with a real posix launcher").isNotEmpty();
            taskProcesses().forEach(ProcessHandle::destroyForcibly);
            assertThat(agent.log()).doesNotContain("ERROR");
        }
    }

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
        taskProcesses().forEach(ProcessHandle::destroyForcibly);
        try (AgentProcess second = AgentProcess.start(workDir, master.address())) {
            master.take(AgentMessage.Reregister.class);
            TaskStatus failed = master.takeAndAcknowledge("t1", TaskState.TASK_FAILED);
            assertThat(failed.getReason()).isEqualTo(Reason.REASON_EXECUTOR_TERMINATED);
            assertThat(second.log()).doesNotContain("ERROR");
        }
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
    void anUnacknowledgedUpdateIsSentAgainAfterAReconnection() throws IOException {
        try (AgentProcess agent = startAgent()) {
            master.run(Samples.FRAMEWORK, Samples.shell("t1", "exit 0"));
            AgentMessage.Update starting = master.takeUpdate("t1", TaskState.TASK_STARTING);
            await().until(() -> taskProcesses().isEmpty());

            master.breakConnection();

            assertThat(master.take(AgentMessage.Reregister.class).tasks()).hasSize(1);
            AgentMessage.Update again = master.takeUpdate("t1", TaskState.TASK_STARTING);
            assertThat(again.status()).isEqualTo(starting.status());
            assertThat(again.latestState()).isEqualTo(TaskState.TASK_FINISHED);
            assertThat(agent.log()).doesNotContain("ERROR");
            master.send(new MasterMessage.ShutdownFramework(Samples.FRAMEWORK_ID));
        }
    }

    @Test
    void aTaskTheMasterBelievesInIsDisowned() throws IOException {
        try (AgentProcess agent = startAgent()) {
            TaskID id = TaskID.newBuilder().setValue("never").build();
            master.send(new MasterMessage.ReconcileUnknown(Samples.FRAMEWORK_ID, id));

            TaskStatus dropped = master.takeAndAcknowledge("never", TaskState.TASK_DROPPED);

            assertThat(dropped.getReason()).isEqualTo(Reason.REASON_RECONCILIATION);
            assertThat(dropped.getMessage()).isEqualTo("Reconciliation: task unknown to the agent");
            assertThat(agent.log()).doesNotContain("ERROR");
        }
    }

    @Test
    void aRemovedFrameworksTasksEndWithoutAWord() throws IOException {
        try (AgentProcess agent = startAgent()) {
            master.run(Samples.FRAMEWORK, Samples.shell("t1", FOREVER));
            runs("t1");

            master.send(new MasterMessage.ShutdownFramework(Samples.FRAMEWORK_ID));

            await().until(() -> taskProcesses().isEmpty());
            master.breakConnection();
            assertThat(master.received()).noneMatch(AgentMessage.Update.class::isInstance);
            assertThat(master.take(AgentMessage.Reregister.class).tasks()).isEmpty();
            assertThat(agent.log()).doesNotContain("ERROR");
        }
    }

    @Test
    void anAgentThatIsShutDownEndsItsTasksAndItself() throws IOException {
        try (AgentProcess agent = startAgent()) {
            master.run(Samples.FRAMEWORK, Samples.shell("t1", FOREVER));
            runs("t1");

            master.send(new MasterMessage.Shutdown("Agent has been marked gone"));

            assertThat(agent.exitStatus()).isZero();
            assertThat(taskProcesses()).isEmpty();
        }
    }

    @Test
    void anAgentThatGetsSigusr1LeavesTheCluster() throws IOException, InterruptedException {
        try (AgentProcess agent = startAgent()) {
            master.run(Samples.FRAMEWORK, Samples.shell("t1", FOREVER));
            runs("t1");

            new ProcessBuilder("sh", "-c", "kill -USR1 " + agent.pid()).start().waitFor();

            assertThat(master.take(AgentMessage.Unregister.class).agentId()).isEqualTo(FakeMaster.AGENT_ID);
            assertThat(agent.exitStatus()).isZero();
            assertThat(taskProcesses()).isEmpty();
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
            await().atMost(Duration.ofSeconds(2)).until(() -> taskProcesses().isEmpty());
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

    @Test
    void anUnknownFlagIsAUsageError() throws IOException {
        try (AgentProcess agent = AgentProcess.start(workDir, master.address(), "--colour=red")) {
            assertThat(agent.exitStatus()).isEqualTo(64);
            assertThat(agent.log()).contains("unknown flag 'colour'").doesNotContain("\tat ");
        }
    }

    @Test
    void aSilentMasterIsLookedForAgain() throws IOException {
        master.close();
        master = FakeMaster.start(Duration.ofMillis(600));
        try (AgentProcess agent = startAgent()) {
            assertThat(master.take(AgentMessage.Reregister.class).agent().getId()).isEqualTo(FakeMaster.AGENT_ID);
            assertThat(agent.log()).contains("Hanging up");
        }
    }

    @Test
    void aMasterThatSaysNotConnectedIsRegisteredWithAgain() throws IOException {
        try (AgentProcess agent = startAgent()) {
            master.send(new MasterMessage.Ping(false));
            master.take(AgentMessage.Pong.class);
            master.take(AgentMessage.Reregister.class);
            assertThat(agent.log()).doesNotContain("Hanging up");
        }
    }

    private AgentProcess startAgent() throws IOException {
        AgentProcess agent = AgentProcess.start(workDir, master.address());
        master.take(AgentMessage.Register.class);
        return agent;
    }

    private TaskStatus runs(String task) {
        master.takeAndAcknowledge(task, TaskState.TASK_STARTING);
        TaskStatus running = master.takeAndAcknowledge(task, TaskState.TASK_RUNNING);
        master.hasBeenHeard();
        return running;
    }

    private void runsToItsEnd(String task, TaskState end) {
        master.takeAndAcknowledge(task, TaskState.TASK_STARTING);
        master.takeAndAcknowledge(task, TaskState.TASK_RUNNING);
        master.takeAndAcknowledge(task, end);
    }

    private String sandboxFile(String task, String name) throws IOException {
        Path runs = workDir.resolve("slaves/master-S0/frameworks/fw-1/executors/" + task + "/runs");
        try (Stream<Path> found = Files.list(runs)) {
            return Files.readString(found.findFirst().orElseThrow().resolve(name), StandardCharsets.UTF_8);
        }
    }

    /** Processes of any task of this test's agent, found by what the agent put into their environment. */
    private List<ProcessHandle> taskProcesses() {
        return ProcessHandle.allProcesses()
                .filter(process -> environment(process).contains("MESOS_SANDBOX=" + workDir))
                .toList();
    }

    private static String environment(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/environ"), StandardCharsets.UTF_8);
        } catch (IOException gone) {
            return "";
        }
    }
}
