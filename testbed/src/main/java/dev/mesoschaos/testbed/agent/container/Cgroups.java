package dev.mesoschaos.testbed.agent.container;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.mesos.v1.Protos.ResourceStatistics;

/** One version of the kernel's cgroups: which files mean what. Container ids are names of cgroups. */
interface Cgroups {

    /** The cgroups of a container, made when they are not there. */
    List<Path> create(String containerId) throws IOException;

    /** The cgroups of a container, whether they are there or not. */
    List<Path> of(String containerId);

    /** The containers that have a cgroup now. */
    List<String> containers();

    /** Sets the weight for CPU time, and the quota where {@code quotaCpus} is finite. */
    void cpu(String containerId, double cpus, double quotaCpus) throws IOException;

    /** Sets the limits of memory; the hard one is raised only, or taken away with {@link Long#MAX_VALUE}. */
    void memory(String containerId, long softBytes, long hardBytes) throws IOException;

    /** Adds the CPU time that a container used. */
    void cpuUsage(String containerId, ResourceStatistics.Builder statistics);

    /** Adds the memory that a container uses. */
    void memoryUsage(String containerId, ResourceStatistics.Builder statistics);

    /** What the kernel has killed in a container for want of memory, and how much it had used at most. */
    Oom oom(String containerId);

    /**
     * Kills for want of memory.
     *
     * @param statistics {@code memory.stat} as the kernel prints it
     */
    record Oom(long kills, long maxUsedBytes, String statistics) {}
}
