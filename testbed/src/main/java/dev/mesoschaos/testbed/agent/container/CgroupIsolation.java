package dev.mesoschaos.testbed.agent.container;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.mesos.v1.Protos.ResourceStatistics;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;

/**
 * {@code cgroups/cpu} and {@code cgroups/mem}: shares or a quota of CPU time, and a limit of memory over which the kernel
 * kills. Everything of one agent is below a cgroup that bears the name of its work directory, so that its next process
 * finds and removes what a killed one left.
 */
public final class CgroupIsolation implements Isolation {

    private static final double BYTES_PER_MB = 1024 * 1024;

    private final Cgroups cgroups;
    private final Wanted wanted;
    private final Isolation rest = new PosixIsolation();
    private final Map<String, Limits> containers = new ConcurrentHashMap<>();

    /** What the flags ask for: which isolators, and whether requests of CPU are quotas ({@code cgroups_enable_cfs}). */
    public record Wanted(boolean cpu, boolean memory, boolean quota) {}

    CgroupIsolation(Cgroups cgroups, Wanted wanted) {
        this.cgroups = cgroups;
        this.wanted = wanted;
    }

    /**
     * Uses the version of cgroups that is there.
     *
     * @param hierarchy where they are mounted, {@code --cgroups_hierarchy}
     * @param root the cgroup above all of Mesos', {@code --cgroups_root}
     * @throws IllegalStateException when there are none or this process may not make any
     */
    public static CgroupIsolation at(Path hierarchy, String root, Path workDir, Wanted wanted) {
        String own = root + "/agent-" + UUID.nameUUIDFromBytes(workDir.toString().getBytes(StandardCharsets.UTF_8));
        Cgroups cgroups;
        if (CgroupsV2.isAt(hierarchy)) {
            cgroups = new CgroupsV2(hierarchy, own);
        } else if (CgroupsV1.isAt(hierarchy)) {
            cgroups = new CgroupsV1(hierarchy, own);
        } else {
            throw impossible("there are no cgroups with cpu and memory at " + hierarchy);
        }
        try {
            cgroups.create("trial").forEach(CgroupFiles::remove);
        } catch (IOException e) {
            throw impossible(e.toString());
        }
        return new CgroupIsolation(cgroups, wanted);
    }

    private static IllegalStateException impossible(String why) {
        return new IllegalStateException("Failed to create isolators cgroups/cpu, cgroups/mem: " + why
                + "; mount cgroups that this user may write, or start the agent with --isolation=posix/cpu,posix/mem");
    }

    @Override
    public List<Path> prepare(String containerId, Limits limits) throws IOException {
        List<Path> directories = cgroups.create(containerId);
        rest.prepare(containerId, limits);
        update(containerId, limits);
        return directories;
    }

    @Override
    public void update(String containerId, Limits limits) throws IOException {
        containers.put(containerId, limits);
        rest.update(containerId, limits);
        if (wanted.cpu()) {
            cgroups.cpu(containerId, limits.cpus(), quota(limits));
        }
        if (wanted.memory()) {
            cgroups.memory(containerId, limits.memSoftBytes(), limits.memHardBytes().orElse(Long.MAX_VALUE));
        }
    }

    private double quota(Limits limits) {
        return limits.cpusLimit().orElse(wanted.quota() ? limits.cpus() : Double.POSITIVE_INFINITY);
    }

    @Override
    public void usage(String containerId, ProcessId first, ResourceStatistics.Builder statistics) {
        rest.usage(containerId, first, statistics);
        if (wanted.cpu()) {
            cgroups.cpuUsage(containerId, statistics);
            Optional.ofNullable(containers.get(containerId)).map(this::quota).filter(Double::isFinite)
                    .ifPresent(statistics::setCpusLimit);
        }
        if (wanted.memory()) {
            cgroups.memoryUsage(containerId, statistics);
        }
    }

    @Override
    public Optional<Limitation> limitation(String containerId) {
        Limits limits = containers.get(containerId);
        if (!wanted.memory() || limits == null) {
            return Optional.empty();
        }
        Cgroups.Oom oom = cgroups.oom(containerId);
        if (oom.kills() == 0) {
            return Optional.empty();
        }
        double used = oom.maxUsedBytes() / BYTES_PER_MB;
        String message = "Memory limit exceeded: Requested: " + Math.round(limits.memSoftBytes() / BYTES_PER_MB)
                + "MB Maximum Used: " + Math.round(used) + "MB\n\nMEMORY STATISTICS: \n" + oom.statistics();
        return Optional.of(Limitation.of(Reason.REASON_CONTAINER_LIMITATION_MEMORY, message, "mem", used));
    }

    @Override
    public boolean destroy(String containerId) {
        boolean gone = true;
        for (Path cgroup : cgroups.of(containerId)) {
            gone &= CgroupFiles.remove(cgroup);
            CgroupFiles.removeIfEmpty(cgroup.getParent());
        }
        if (gone) {
            containers.remove(containerId);
            rest.destroy(containerId);
        }
        return gone;
    }

    @Override
    public void recover(Set<String> containerIds) {
        cgroups.containers().stream().filter(id -> !containerIds.contains(id)).forEach(this::destroy);
    }
}
