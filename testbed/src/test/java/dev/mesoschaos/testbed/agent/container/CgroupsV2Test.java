package dev.mesoschaos.testbed.agent.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.mesos.v1.Protos.ResourceStatistics;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Version 2 on a directory that looks like its hierarchy: what is written where, and how it is read. */
class CgroupsV2Test {

    private static final Limits LIMITS = new Limits(0.5, Optional.empty(), 64, Optional.empty(), Optional.empty());

    @TempDir
    private Path hierarchy;

    @BeforeEach
    void mount() throws IOException {
        Files.writeString(hierarchy.resolve("cgroup.controllers"), "cpuset cpu io memory pids\n");
    }

    @Test
    void aMachineWithoutCgroupsIsRefusedWithOneLine(@TempDir Path nothing) {
        assertThatThrownBy(() -> CgroupIsolation.at(nothing, "mesos", Path.of("/w"), wanted(false)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("there are no cgroups with cpu and memory at " + nothing)
                .hasMessageContaining("--isolation=posix/cpu,posix/mem");
    }

    @Test
    void limitsAreWrittenAsVersion2CallsThem() throws IOException {
        Path cgroup = isolation(true).prepare("c1", LIMITS).getFirst();

        assertThat(cgroup).startsWithRaw(hierarchy.resolve("mesos"));
        assertThat(Files.readString(hierarchy.resolve("cgroup.subtree_control"))).isEqualTo("+cpu +memory");
        assertThat(Files.readString(cgroup.resolve("cpu.max"))).isEqualTo("50000 100000");
        assertThat(Files.readString(cgroup.resolve("cpu.weight"))).isEqualTo(Long.toString(CgroupsV2.weight(0.5)));
        assertThat(Files.readString(cgroup.resolve("memory.max"))).isEqualTo(Long.toString(64L << 20));
    }

    @Test
    void withoutQuotasCpuIsOnlyShared() throws IOException {
        Path cgroup = isolation(false).prepare("c1", LIMITS).getFirst();

        assertThat(Files.readString(cgroup.resolve("cpu.max"))).isEqualTo("max 100000");
    }

    @Test
    void aHardLimitOfMemoryIsNotLoweredWhileSomethingRuns() throws IOException {
        CgroupIsolation isolation = isolation(false);
        Path cgroup = isolation.prepare("c1", LIMITS).getFirst();
        Files.writeString(cgroup.resolve("cgroup.procs"), "999999999\n");

        isolation.update("c1", new Limits(0.5, Optional.empty(), 40, Optional.empty(), Optional.empty()));
        assertThat(Files.readString(cgroup.resolve("memory.max"))).isEqualTo(Long.toString(64L << 20));
        isolation.update("c1", new Limits(0.5, Optional.empty(), 80, Optional.empty(), Optional.empty()));
        assertThat(Files.readString(cgroup.resolve("memory.max"))).isEqualTo(Long.toString(80L << 20));
    }

    @Test
    void whatTheKernelKilledForWantOfMemoryIsALimitation() throws IOException {
        CgroupIsolation isolation = isolation(false);
        Path cgroup = isolation.prepare("c1", LIMITS).getFirst();
        assertThat(isolation.limitation("c1")).isEmpty();

        Files.writeString(cgroup.resolve("memory.events"), "low 0\nmax 7\noom 1\noom_kill 1\n");
        Files.writeString(cgroup.resolve("memory.peak"), Long.toString(64L << 20));

        assertThat(isolation.limitation("c1")).hasValueSatisfying(limitation -> {
            assertThat(limitation.reason()).isEqualTo(Reason.REASON_CONTAINER_LIMITATION_MEMORY);
            assertThat(limitation.message()).startsWith("Memory limit exceeded: Requested: 64MB Maximum Used: 64MB");
        });
    }

    @Test
    void usageIsInSecondsAndBytes() throws IOException {
        CgroupIsolation isolation = isolation(true);
        Path cgroup = isolation.prepare("c1", LIMITS).getFirst();
        Files.writeString(cgroup.resolve("cpu.stat"),
                "usage_usec 3500000\nuser_usec 2500000\nsystem_usec 1000000\nnr_periods 9\nnr_throttled 4\nthrottled_usec 500000\n");
        Files.writeString(cgroup.resolve("memory.stat"), "anon 1000\nfile 2000\n");

        ResourceStatistics.Builder used = ResourceStatistics.newBuilder().setTimestamp(0);
        isolation.usage("c1", new ProcessId(1, -1), used);

        assertThat(used.getCpusUserTimeSecs()).isEqualTo(2.5);
        assertThat(used.getCpusThrottledTimeSecs()).isEqualTo(0.5);
        assertThat(used.getCpusLimit()).isEqualTo(0.5);
        assertThat(used.getMemRssBytes()).isEqualTo(1000);
        assertThat(used.getMemLimitBytes()).isEqualTo(64L << 20);
    }

    private CgroupIsolation isolation(boolean quota) {
        return CgroupIsolation.at(hierarchy, "mesos", Path.of("/w"), wanted(quota));
    }

    private static CgroupIsolation.Wanted wanted(boolean quota) {
        return new CgroupIsolation.Wanted(true, true, quota);
    }
}
