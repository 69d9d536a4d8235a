package dev.mesoschaos.testbed.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.testbed.wire.AgentMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** An agent's process, its tasks' processes, and a master that does what the test says; nothing of it is left behind. */
abstract class AgentCase {

    static final String FOREVER = "exec sleep 1000";

    @TempDir(cleanup = CleanupMode.ALWAYS)
    Path directory;

    FakeMaster master;
    Path workDir;

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

    AgentProcess startAgent(String... flags) throws IOException {
        AgentProcess agent = AgentProcess.start(workDir, master.address(), flags);
        master.take(AgentMessage.Register.class);
        return agent;
    }

    TaskStatus runs(String task) {
        master.takeAndAcknowledge(task, TaskState.TASK_STARTING);
        TaskStatus running = master.takeAndAcknowledge(task, TaskState.TASK_RUNNING);
        master.hasBeenHeard();
        return running;
    }

    void runsToItsEnd(String task, TaskState end) {
        master.takeAndAcknowledge(task, TaskState.TASK_STARTING);
        master.takeAndAcknowledge(task, TaskState.TASK_RUNNING);
        master.takeAndAcknowledge(task, end);
    }

    String sandboxFile(String executor, String name) throws IOException {
        return Files.readString(sandbox(executor).resolve(name), StandardCharsets.UTF_8);
    }

    Path sandbox(String executor) throws IOException {
        Path runs = workDir.resolve("slaves/master-S0/frameworks/fw-1/executors/" + executor + "/runs");
        try (Stream<Path> found = Files.list(runs)) {
            return found.findFirst().orElseThrow();
        }
    }

    /** Processes of any task of this test's agent, found by what the agent put into their environment. */
    List<ProcessHandle> taskProcesses() {
        return ProcessHandle.allProcesses()
                .filter(process -> environment(process).contains("MESOS_SANDBOX=" + workDir))
                .toList();
    }

    /** Kills them at once, and waits until they are gone. */
    void killTaskProcesses() {
        taskProcesses().forEach(ProcessHandle::destroyForcibly);
        await().until(() -> taskProcesses().isEmpty());
    }

    private static String environment(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/environ"), StandardCharsets.UTF_8);
        } catch (IOException gone) {
            return "";
        }
    }
}
