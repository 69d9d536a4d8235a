package dev.mesoschaos.testbed.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.junit.jupiter.api.Test;

/** What comes before a task runs: its files and its user. */
class LaunchIT extends AgentCase {

    @Test
    void aTaskWhoseFilesCannotBeHadFails() throws IOException {
        try (AgentProcess agent = startAgent()) {
            master.run(Samples.FRAMEWORK, withUri("exit 0", "file:///does/not/exist"));

            TaskStatus failed = master.takeAndAcknowledge("t1", TaskState.TASK_FAILED);

            assertThat(failed.getReason()).isEqualTo(Reason.REASON_CONTAINER_LAUNCH_FAILED);
            assertThat(failed.getMessage()).contains("Failed to fetch 'file:///does/not/exist'");
            assertThat(agent.log()).doesNotContain("ERROR");
        }
    }

    @Test
    void aTaskFindsItsFilesInItsSandbox() throws IOException {
        Path file = Files.writeString(directory.resolve("input"), "from afar\n");
        try (AgentProcess agent = startAgent()) {
            master.run(Samples.FRAMEWORK, withUri("cat input", "file://" + file));

            runsToItsEnd("t1", TaskState.TASK_FINISHED);

            assertThat(sandboxFile("t1", "stdout")).isEqualTo("from afar\n");
            assertThat(agent.log()).doesNotContain("ERROR");
        }
    }

    @Test
    void aTaskIsKilledWhileItsFilesAreFetched() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                AgentProcess agent = startAgent()) {
            master.run(Samples.FRAMEWORK, withUri("exit 0", "http://127.0.0.1:" + silent.getLocalPort() + "/f"));
            await().untilAsserted(() -> assertThat(agent.post("/api/v1", "{\"type\":\"GET_TASKS\"}").body())
                    .containsPattern("\"queued_tasks\":\\[\\{"));

            master.kill("t1");

            assertThat(master.takeAndAcknowledge("t1", TaskState.TASK_KILLED).getReason())
                    .isEqualTo(Reason.REASON_TASK_KILLED_DURING_LAUNCH);
            assertThat(agent.log()).doesNotContain("ERROR");
        }
    }

    @Test
    void aTaskOfAUserWhoDoesNotExistFails() throws IOException {
        assumeThat(System.getProperty("user.name")).isEqualTo("root");
        try (AgentProcess agent = startAgent()) {
            master.run(Samples.FRAMEWORK, asUser("nobody-of-that-name"));

            TaskStatus failed = master.takeAndAcknowledge("t1", TaskState.TASK_FAILED);

            assertThat(failed.getReason()).isEqualTo(Reason.REASON_CONTAINER_LAUNCH_FAILED);
            assertThat(failed.getMessage()).contains("user 'nobody-of-that-name' does not exist on this host");
            assertThat(agent.log()).doesNotContain("ERROR");
        }
    }

    @Test
    void aTaskRunsAsItsUserWhoOwnsTheSandbox() throws IOException {
        assumeThat(System.getProperty("user.name")).isEqualTo("root");
        try (AgentProcess agent = startAgent()) {
            master.run(Samples.FRAMEWORK, asUser("nobody"));

            runsToItsEnd("t1", TaskState.TASK_FINISHED);

            assertThat(sandboxFile("t1", "who")).isEqualTo("nobody\n");
            assertThat(Files.getOwner(sandbox("t1")).getName()).isEqualTo("nobody");
            assertThat(agent.log()).doesNotContain("ERROR");
        }
    }

    private static TaskInfo asUser(String user) {
        return Samples.task("t1", CommandInfo.newBuilder().setValue("id -un >who").setUser(user).build());
    }

    private static TaskInfo withUri(String command, String uri) {
        return Samples.task("t1", CommandInfo.newBuilder()
                .setValue(command)
                .addUris(CommandInfo.URI.newBuilder().setValue(uri))
                .build());
    }
}
