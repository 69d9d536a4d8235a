package dev.mesoschaos.testbed.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.testbed.wire.AgentMessage;
import dev.mesoschaos.testbed.wire.MasterMessage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.apache.mesos.v1.Protos.TaskStatus.Source;
import org.junit.jupiter.api.Test;

/** Command tasks: how they run, what they find, and how they end. */
class CommandTaskIT extends AgentCase {

    /** A leader tells an agent that it lost sight of to register again, and may launch on it before it has. */
    @Test
    void aTaskThatComesWhileTheAgentRegistersAgainRuns() throws IOException {
        try (AgentProcess agent = startAgent()) {
            master.hasBeenHeard();
            master.send(new MasterMessage.Ping(false));
            master.run(Samples.FRAMEWORK, Samples.shell("t1", "exit 0"));

            master.take(AgentMessage.Reregister.class);
            runsToItsEnd("t1", TaskState.TASK_FINISHED);
            assertThat(agent.log()).doesNotContain("Ignoring");
        }
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
            killTaskProcesses();
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
}
