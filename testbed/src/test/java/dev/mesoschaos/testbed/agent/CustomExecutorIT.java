package dev.mesoschaos.testbed.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.mesoschaos.testbed.wire.AgentMessage;
import dev.mesoschaos.testbed.wire.MasterMessage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.TaskGroupInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.junit.jupiter.api.Test;

/** Executors of frameworks, through the executor API (mesos-facts 1.5). */
class CustomExecutorIT extends AgentCase {

    private static final ExecutorID EXECUTOR_ID = ExecutorID.newBuilder().setValue("own").build();

    @Test
    void anExecutorThatNeverSubscribesIsGivenUp() throws IOException {
        try (AgentProcess agent = startAgent("--executor_registration_timeout=500ms")) {
            master.run(Samples.FRAMEWORK, task("t1", executor(CommandInfo.newBuilder().setValue(FOREVER))));

            TaskStatus failed = master.takeAndAcknowledge("t1", TaskState.TASK_FAILED);

            assertThat(failed.getReason()).isEqualTo(Reason.REASON_EXECUTOR_REGISTRATION_TIMEOUT);
            assertThat(failed.getMessage()).isEqualTo("Executor did not register within 500ms");
            await().until(() -> taskProcesses().isEmpty());
            assertThat(agent.log()).doesNotContain("ERROR");
        }
    }

    @Test
    void aTaskThatWaitsForItsExecutorIsKilledBeforeItIsDelivered() throws IOException {
        try (AgentProcess agent = startAgent()) {
            master.run(Samples.FRAMEWORK, task("t1", executor(CommandInfo.newBuilder().setValue(FOREVER))));
            master.kill("t1");

            TaskStatus killed = master.takeAndAcknowledge("t1", TaskState.TASK_KILLED);

            assertThat(killed.getReason()).isEqualTo(Reason.REASON_TASK_KILLED_DURING_LAUNCH);
            await().until(() -> taskProcesses().isEmpty());
            assertThat(agent.log()).doesNotContain("ERROR");
        }
    }

    @Test
    void aStrangerIsRefused() throws IOException {
        try (AgentProcess agent = startAgent()) {
            HttpResponse<String> answer = agent.post("/api/v1/executor", """
                    {"type":"SUBSCRIBE","subscribe":{},"executor_id":{"value":"e"},"framework_id":{"value":"f"}}""");

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).isEqualTo("Framework cannot be found");
        }
    }

    @Test
    void anExecutorRunsTasksHearsMessagesAndShutsDown() throws IOException {
        try (AgentProcess agent = startAgent()) {
            master.acknowledgeAll();
            master.run(Samples.FRAMEWORK, task("t1", executor(testExecutor())));
            TaskStatus running = master.awaitState("t1", TaskState.TASK_RUNNING);
            assertThat(running.getExecutorId()).isEqualTo(EXECUTOR_ID);
            assertThat(running.getAgentId()).isEqualTo(FakeMaster.AGENT_ID);

            master.send(new MasterMessage.RunTaskGroup(Samples.FRAMEWORK, executor(testExecutor()),
                    TaskGroupInfo.newBuilder().addTasks(Samples.shell("g1", "")).build()));
            master.awaitState("g1", TaskState.TASK_RUNNING);
            master.send(new MasterMessage.ToExecutor(Samples.FRAMEWORK_ID, EXECUTOR_ID, ByteString.copyFromUtf8("hey")));
            assertThat(master.awaitHistory(AgentMessage.FromExecutor.class, any -> true).data().toStringUtf8())
                    .isEqualTo("hey!");
            master.kill("t1");
            master.awaitState("t1", TaskState.TASK_KILLED);
            master.send(new MasterMessage.ShutdownExecutor(Samples.FRAMEWORK_ID, EXECUTOR_ID));

            assertThat(master.awaitHistory(AgentMessage.ExecutorExited.class, any -> true).status()).isZero();
            assertThat(master.awaitState("g1", TaskState.TASK_FAILED).getReason())
                    .isEqualTo(Reason.REASON_EXECUTOR_TERMINATED);
            assertThat(agent.log()).doesNotContain("ERROR");
        }
    }

    @Test
    void anExecutorThatDoesNotComeBackAfterARestartOfTheAgentIsGone() throws IOException {
        try (AgentProcess first = startAgent()) {
            master.acknowledgeAll();
            CommandInfo.Builder lasting = testExecutor();
            master.run(Samples.FRAMEWORK, task("t1", executor(lasting.addArguments("stays"))));
            master.awaitState("t1", TaskState.TASK_RUNNING);
            first.kill();
        }
        try (AgentProcess second = AgentProcess.start(
                workDir, master.address(), "--executor_reregistration_timeout=500ms")) {
            TaskStatus gone = master.awaitState("t1", TaskState.TASK_GONE);

            assertThat(gone.getReason()).isEqualTo(Reason.REASON_EXECUTOR_REREGISTRATION_TIMEOUT);
            assertThat(gone.getMessage()).isEqualTo("Executor did not reregister within 500ms");
            await().until(() -> taskProcesses().isEmpty());
            assertThat(second.log()).doesNotContain("ERROR");
        }
    }

    private static TaskInfo task(String id, ExecutorInfo executor) {
        return Samples.shell(id, "").toBuilder().clearCommand().setExecutor(executor).build();
    }

    private static ExecutorInfo executor(CommandInfo.Builder command) {
        return ExecutorInfo.newBuilder()
                .setType(ExecutorInfo.Type.CUSTOM)
                .setExecutorId(EXECUTOR_ID)
                .setCommand(command)
                .build();
    }

    private static CommandInfo.Builder testExecutor() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return CommandInfo.newBuilder()
                .setShell(false)
                .setValue(java)
                .addAllArguments(List.of(
                        java,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        TestExecutor.class.getName()));
    }
}
