package dev.mesoschaos.testbed.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.apache.mesos.v1.Protos.TaskStatus.Source;
import org.apache.mesos.v1.Protos.Value;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Limits of memory, CPU time and disk, and that nothing of them is left behind (mesos-facts section 10). */
class ContainmentIT extends AgentCase {

    private static final Path MEMORY = Path.of("/sys/fs/cgroup/memory");
    private static final String ISOLATION = "--isolation=cgroups/cpu,cgroups/mem";

    @AfterEach
    void noCgroupIsLeft() throws IOException {
        if (Files.exists(MEMORY.resolve(root()))) {
            assertThat(agentCgroups()).isEmpty();
            for (String subsystem : List.of("cpu", "cpuacct", "memory")) {
                Files.deleteIfExists(MEMORY.resolveSibling(subsystem).resolve(root()));
            }
        }
    }

    @Test
    void anIsolatorThatIsNotKnownIsAUsageError() throws IOException {
        try (AgentProcess agent = AgentProcess.start(workDir, master.address(), "--isolation=posix/cpu,gpu/nvidia")) {
            assertThat(agent.exitStatus()).isEqualTo(64);
            assertThat(agent.log()).contains("Unknown or unsupported isolator 'gpu/nvidia'").doesNotContain("\tat ");
        }
    }

    @Test
    void cgroupsThatAreNotThereAreRefusedWithOneLine() throws IOException {
        try (AgentProcess agent = AgentProcess.start(workDir, master.address(), ISOLATION,
                "--cgroups_hierarchy=" + directory)) {
            assertThat(agent.exitStatus()).isEqualTo(1);
            assertThat(agent.log()).contains("there are no cgroups with cpu and memory at").doesNotContain("\tat ");
        }
    }

    @Test
    void aTaskThatTakesMoreMemoryThanItMayFails() throws IOException {
        assumeThat(Files.isWritable(MEMORY)).as("cgroups version 1 may be written").isTrue();
        try (AgentProcess agent = startAgent(ISOLATION, "--cgroups_root=" + root())) {
            master.run(Samples.FRAMEWORK, with(Map.of("cpus", 0.5, "mem", 32.0),
                    Samples.shell("t1", "x=$(head -c 200000000 /dev/zero | tr '\\0' x); sleep 1000")));
            runs("t1");

            TaskStatus failed = master.takeAndAcknowledge("t1", TaskState.TASK_FAILED);

            assertThat(failed.getSource()).isEqualTo(Source.SOURCE_AGENT);
            assertThat(failed.getReason()).isEqualTo(Reason.REASON_CONTAINER_LIMITATION_MEMORY);
            assertThat(failed.getMessage()).startsWith("Memory limit exceeded: Requested: 64MB");
            assertThat(failed.getLimitation().getResources(0).getName()).isEqualTo("mem");
            await().until(() -> agentCgroups().isEmpty());
            assertThat(agent.log()).doesNotContain("ERROR");
        }
    }

    @Test
    void aTaskGetsNoMoreCpuTimeThanItsQuotaAndTheAgentSaysSo() throws IOException {
        assumeThat(Files.isWritable(MEMORY)).as("cgroups version 1 may be written").isTrue();
        try (AgentProcess agent = startAgent(ISOLATION, "--cgroups_root=" + root(), "--cgroups_enable_cfs")) {
            master.run(Samples.FRAMEWORK, with(Map.of("cpus", 0.1, "mem", 32.0),
                    Samples.shell("t1", "while :; do :; done")));
            runs("t1");

            await().untilAsserted(() -> assertThat(agent.get("/monitor/statistics").body())
                    .contains("\"cpus_limit\":0.2", "\"mem_limit_bytes\":67108864")
                    .containsPattern("\"cpus_nr_throttled\":[1-9]"));
            master.kill("t1");
            master.takeAndAcknowledge("t1", TaskState.TASK_KILLED);
            await().until(() -> agentCgroups().isEmpty());
            assertThat(agent.log()).doesNotContain("ERROR");
        }
    }

    @Test
    void whatAKilledAgentLeftIsRemovedByTheNextOne() throws IOException {
        assumeThat(Files.isWritable(MEMORY)).as("cgroups version 1 may be written").isTrue();
        try (AgentProcess first = startAgent(ISOLATION, "--cgroups_root=" + root())) {
            master.run(Samples.FRAMEWORK.toBuilder().setCheckpoint(false).build(), Samples.shell("t1", FOREVER));
            runs("t1");
            first.kill();
        }
        await().until(() -> taskProcesses().isEmpty());
        assertThat(agentCgroups()).isNotEmpty();
        try (AgentProcess second = AgentProcess.start(
                workDir, master.address(), ISOLATION, "--cgroups_root=" + root())) {
            await().until(() -> agentCgroups().isEmpty());
            assertThat(second.log()).doesNotContain("ERROR");
        }
    }

    @Test
    void aTaskThatWritesMoreThanItsDiskFails() throws IOException {
        try (AgentProcess agent = startAgent("--isolation=posix/cpu,posix/mem,disk/du", "--enforce_container_disk_quota",
                "--container_disk_watch_interval=200ms")) {
            master.run(Samples.FRAMEWORK, with(Map.of("disk", 1.0),
                    Samples.shell("t1", "head -c 3000000 /dev/urandom >big; sleep 1000")));
            runs("t1");

            TaskStatus failed = master.takeAndAcknowledge("t1", TaskState.TASK_FAILED);

            assertThat(failed.getReason()).isEqualTo(Reason.REASON_CONTAINER_LIMITATION_DISK);
            assertThat(failed.getMessage()).contains("exceeds quota (1024KB)");
            assertThat(agent.log()).doesNotContain("ERROR");
        }
    }

    /** Of this test alone, whatever else runs on the machine. */
    private String root() {
        return "mesos-chaos-test-" + directory.getFileName();
    }

    private List<Path> agentCgroups() throws IOException {
        try (Stream<Path> inside = Files.list(MEMORY.resolve(root()))) {
            return inside.filter(Files::isDirectory).toList();
        }
    }

    private static TaskInfo with(Map<String, Double> resources, TaskInfo task) {
        TaskInfo.Builder richer = task.toBuilder();
        resources.forEach((name, value) -> richer.addResources(Resource.newBuilder()
                .setName(name)
                .setType(Value.Type.SCALAR)
                .setScalar(Value.Scalar.newBuilder().setValue(value))));
        return richer.build();
    }
}
