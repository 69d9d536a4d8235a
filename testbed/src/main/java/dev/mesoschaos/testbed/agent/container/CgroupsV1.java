package dev.mesoschaos.testbed.agent.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.mesos.v1.Protos.ResourceStatistics;

/** Version 1: a hierarchy per subsystem, such as {@code /sys/fs/cgroup/memory}. */
final class CgroupsV1 implements Cgroups {

    private static final List<String> SUBSYSTEMS = List.of("cpu", "cpuacct", "memory");
    private static final double SHARES_PER_CPU = 1024;
    private static final long LEAST_SHARES = 2;
    private static final long PERIOD_MICROS = 100_000;
    private static final long LEAST_QUOTA_MICROS = 1_000;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Path hierarchy;
    private final String root;

    /** Cgroups below {@code root} of every subsystem in {@code hierarchy}. */
    CgroupsV1(Path hierarchy, String root) {
        this.hierarchy = hierarchy;
        this.root = root;
    }

    static boolean isAt(Path hierarchy) {
        return SUBSYSTEMS.stream().allMatch(subsystem -> Files.exists(hierarchy.resolve(subsystem).resolve("cgroup.procs")));
    }

    @Override
    public List<Path> create(String containerId) throws IOException {
        for (Path cgroup : of(containerId)) {
            Files.createDirectories(cgroup);
        }
        return of(containerId);
    }

    @Override
    public List<Path> of(String containerId) {
        return SUBSYSTEMS.stream().map(subsystem -> cgroup(subsystem, containerId)).toList();
    }

    @Override
    public List<String> containers() {
        return SUBSYSTEMS.stream()
                .flatMap(subsystem -> CgroupFiles.inside(hierarchy.resolve(subsystem).resolve(root)).stream())
                .map(cgroup -> cgroup.getFileName().toString())
                .distinct()
                .toList();
    }

    @Override
    public void cpu(String containerId, double cpus, double quotaCpus) throws IOException {
        Path cgroup = cgroup("cpu", containerId);
        long shares = Math.max(LEAST_SHARES, (long) (SHARES_PER_CPU * cpus));
        CgroupFiles.write(cgroup, "cpu.shares", Long.toString(shares));
        if (Double.isFinite(quotaCpus)) {
            long quota = Math.max(LEAST_QUOTA_MICROS, (long) (PERIOD_MICROS * quotaCpus));
            CgroupFiles.write(cgroup, "cpu.cfs_period_us", Long.toString(PERIOD_MICROS));
            CgroupFiles.write(cgroup, "cpu.cfs_quota_us", Long.toString(quota));
        } else {
            CgroupFiles.write(cgroup, "cpu.cfs_quota_us", "-1");
        }
    }

    @Override
    public void memory(String containerId, long softBytes, long hardBytes) throws IOException {
        Path cgroup = cgroup("memory", containerId);
        CgroupFiles.write(cgroup, "memory.soft_limit_in_bytes", Long.toString(softBytes));
        long now = CgroupFiles.number(cgroup, "memory.limit_in_bytes").orElse(Long.MAX_VALUE);
        boolean running = !CgroupFiles.processes(cgroup).isEmpty();
        if (!running || hardBytes > now) {
            CgroupFiles.write(cgroup, "memory.limit_in_bytes", hardBytes == Long.MAX_VALUE ? "-1" : Long.toString(hardBytes));
        }
    }

    @Override
    public void cpuUsage(String containerId, ResourceStatistics.Builder statistics) {
        Map<String, Long> ticks = CgroupFiles.numbers(cgroup("cpuacct", containerId), "cpuacct.stat");
        Map<String, Long> cfs = CgroupFiles.numbers(cgroup("cpu", containerId), "cpu.stat");
        statistics.setCpusUserTimeSecs(ticks.getOrDefault("user", 0L) / ProcessUsage.TICKS_PER_SECOND)
                .setCpusSystemTimeSecs(ticks.getOrDefault("system", 0L) / ProcessUsage.TICKS_PER_SECOND)
                .setCpusNrPeriods(Math.toIntExact(cfs.getOrDefault("nr_periods", 0L)))
                .setCpusNrThrottled(Math.toIntExact(cfs.getOrDefault("nr_throttled", 0L)))
                .setCpusThrottledTimeSecs(cfs.getOrDefault("throttled_time", 0L) / NANOS_PER_SECOND);
    }

    @Override
    public void memoryUsage(String containerId, ResourceStatistics.Builder statistics) {
        Path cgroup = cgroup("memory", containerId);
        Map<String, Long> memory = CgroupFiles.numbers(cgroup, "memory.stat");
        statistics.setMemTotalBytes(CgroupFiles.number(cgroup, "memory.usage_in_bytes").orElse(0L))
                .setMemRssBytes(memory.getOrDefault("total_rss", 0L))
                .setMemAnonBytes(memory.getOrDefault("total_rss", 0L))
                .setMemCacheBytes(memory.getOrDefault("total_cache", 0L))
                .setMemFileBytes(memory.getOrDefault("total_cache", 0L))
                .setMemMappedFileBytes(memory.getOrDefault("total_mapped_file", 0L))
                .setMemSwapBytes(memory.getOrDefault("total_swap", 0L))
                .setMemUnevictableBytes(memory.getOrDefault("total_unevictable", 0L));
    }

    @Override
    public Oom oom(String containerId) {
        Path cgroup = cgroup("memory", containerId);
        return new Oom(
                CgroupFiles.numbers(cgroup, "memory.oom_control").getOrDefault("oom_kill", 0L),
                CgroupFiles.number(cgroup, "memory.max_usage_in_bytes").orElse(0L),
                CgroupFiles.text(cgroup, "memory.stat"));
    }

    private Path cgroup(String subsystem, String containerId) {
        return hierarchy.resolve(subsystem).resolve(root).resolve(containerId);
    }
}
