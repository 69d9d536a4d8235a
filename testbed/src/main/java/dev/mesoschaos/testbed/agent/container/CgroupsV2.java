package dev.mesoschaos.testbed.agent.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.mesos.v1.Protos.ResourceStatistics;

/**
 * Version 2: one hierarchy for all controllers. Real Mesos 1.11 knows version 1 only; shares and the soft limit are
 * translated to what comes nearest.
 */
final class CgroupsV2 implements Cgroups {

    private static final double SHARES_PER_CPU = 1024;
    private static final long PERIOD_MICROS = 100_000;
    private static final long LEAST_QUOTA_MICROS = 1_000;
    private static final double MICROS_PER_SECOND = 1e6;
    private static final String CONTROLLERS = "+cpu +memory";

    private final Path hierarchy;
    private final Path root;

    /** Cgroups below {@code root} in {@code hierarchy}. */
    CgroupsV2(Path hierarchy, String root) {
        this.hierarchy = hierarchy;
        this.root = hierarchy.resolve(root);
    }

    static boolean isAt(Path hierarchy) {
        List<String> controllers = Arrays.asList(CgroupFiles.text(hierarchy, "cgroup.controllers").split("\\s+"));
        return controllers.contains("cpu") && controllers.contains("memory");
    }

    @Override
    public List<Path> create(String containerId) throws IOException {
        Files.createDirectories(root);
        delegate(root);
        Files.createDirectories(root.resolve(containerId));
        return of(containerId);
    }

    /** From the top down, because a cgroup can only hand on what it was given. */
    private void delegate(Path cgroup) throws IOException {
        if (!cgroup.equals(hierarchy)) {
            delegate(cgroup.getParent());
        }
        if (!CgroupFiles.text(cgroup, "cgroup.subtree_control").contains("memory")) {
            CgroupFiles.write(cgroup, "cgroup.subtree_control", CONTROLLERS);
        }
    }

    @Override
    public List<Path> of(String containerId) {
        return List.of(root.resolve(containerId));
    }

    @Override
    public List<String> containers() {
        return CgroupFiles.inside(root).stream().map(cgroup -> cgroup.getFileName().toString()).toList();
    }

    @Override
    public void cpu(String containerId, double cpus, double quotaCpus) throws IOException {
        Path cgroup = root.resolve(containerId);
        CgroupFiles.write(cgroup, "cpu.weight", Long.toString(weight(cpus)));
        String quota = Double.isFinite(quotaCpus)
                ? Long.toString(Math.max(LEAST_QUOTA_MICROS, (long) (PERIOD_MICROS * quotaCpus)))
                : "max";
        CgroupFiles.write(cgroup, "cpu.max", quota + " " + PERIOD_MICROS);
    }

    /** The weight that systemd and runc give for so many shares. */
    static long weight(double cpus) {
        long shares = Math.clamp((long) (SHARES_PER_CPU * cpus), 2, 262_144);
        return 1 + (shares - 2) * 9_999 / 262_142;
    }

    @Override
    public void memory(String containerId, long softBytes, long hardBytes) throws IOException {
        Path cgroup = root.resolve(containerId);
        CgroupFiles.write(cgroup, "memory.low", Long.toString(softBytes));
        long now = CgroupFiles.number(cgroup, "memory.max").orElse(Long.MAX_VALUE);
        boolean running = !CgroupFiles.processes(cgroup).isEmpty();
        if (!running || hardBytes > now) {
            CgroupFiles.write(cgroup, "memory.max", hardBytes == Long.MAX_VALUE ? "max" : Long.toString(hardBytes));
        }
    }

    @Override
    public void cpuUsage(String containerId, ResourceStatistics.Builder statistics) {
        Map<String, Long> cpu = CgroupFiles.numbers(root.resolve(containerId), "cpu.stat");
        statistics.setCpusUserTimeSecs(cpu.getOrDefault("user_usec", 0L) / MICROS_PER_SECOND)
                .setCpusSystemTimeSecs(cpu.getOrDefault("system_usec", 0L) / MICROS_PER_SECOND)
                .setCpusNrPeriods(Math.toIntExact(cpu.getOrDefault("nr_periods", 0L)))
                .setCpusNrThrottled(Math.toIntExact(cpu.getOrDefault("nr_throttled", 0L)))
                .setCpusThrottledTimeSecs(cpu.getOrDefault("throttled_usec", 0L) / MICROS_PER_SECOND);
    }

    @Override
    public void memoryUsage(String containerId, ResourceStatistics.Builder statistics) {
        Path cgroup = root.resolve(containerId);
        Map<String, Long> memory = CgroupFiles.numbers(cgroup, "memory.stat");
        statistics.setMemTotalBytes(CgroupFiles.number(cgroup, "memory.current").orElse(0L))
                .setMemRssBytes(memory.getOrDefault("anon", 0L))
                .setMemAnonBytes(memory.getOrDefault("anon", 0L))
                .setMemCacheBytes(memory.getOrDefault("file", 0L))
                .setMemFileBytes(memory.getOrDefault("file", 0L))
                .setMemMappedFileBytes(memory.getOrDefault("file_mapped", 0L))
                .setMemSwapBytes(CgroupFiles.number(cgroup, "memory.swap.current").orElse(0L))
                .setMemUnevictableBytes(memory.getOrDefault("unevictable", 0L));
    }

    @Override
    public Oom oom(String containerId) {
        Path cgroup = root.resolve(containerId);
        long used = CgroupFiles.number(cgroup, "memory.peak")
                .or(() -> CgroupFiles.number(cgroup, "memory.current"))
                .orElse(0L);
        long kills = CgroupFiles.numbers(cgroup, "memory.events").getOrDefault("oom_kill", 0L);
        return new Oom(kills, used, CgroupFiles.text(cgroup, "memory.stat"));
    }
}
