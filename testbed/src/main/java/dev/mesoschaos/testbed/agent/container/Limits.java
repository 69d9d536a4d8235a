package dev.mesoschaos.testbed.agent.container;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.ResourceStatistics;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.Value;

/**
 * What a container asked for and may use at most (mesos-facts section 10).
 *
 * @param cpus what it asked for
 * @param cpusLimit the hard limit its tasks named, which may be infinite; empty when none did
 * @param memMb what it asked for
 * @param memLimitMb the hard limit its tasks named, which may be infinite; empty when none did
 * @param diskMb what it asked for; empty when nothing, which is no limit
 */
public record Limits(
        double cpus, Optional<Double> cpusLimit, double memMb, Optional<Double> memLimitMb, Optional<Double> diskMb) {

    private static final double BYTES_PER_MB = 1024 * 1024;
    private static final double LEAST_MEM_MB = 32;

    /** Of an executor with its own resources and its present tasks. */
    public static Limits of(List<Resource> executor, List<TaskInfo> tasks) {
        return new Limits(
                total("cpus", executor, tasks),
                limit("cpus", executor, tasks),
                total("mem", executor, tasks),
                limit("mem", executor, tasks),
                Optional.of(total("disk", executor, tasks)).filter(disk -> disk > 0));
    }

    /** The soft limit of memory, which is never less than 32 MB. */
    public long memSoftBytes() {
        return Math.round(Math.max(memMb, LEAST_MEM_MB) * BYTES_PER_MB);
    }

    /** The hard limit of memory; empty when it is infinite. */
    public Optional<Long> memHardBytes() {
        double limit = memLimitMb.orElse(memMb);
        return Double.isInfinite(limit)
                ? Optional.empty()
                : Optional.of(Math.round(Math.max(limit, LEAST_MEM_MB) * BYTES_PER_MB));
    }

    /** The disk quota in bytes. */
    public Optional<Long> diskBytes() {
        return diskMb.map(disk -> Math.round(disk * BYTES_PER_MB));
    }

    /** Adds what real agents report of limits, whether or not they are enforced. */
    public void report(ResourceStatistics.Builder statistics) {
        statistics.setCpusSoftLimit(cpus).setMemSoftLimitBytes(memSoftBytes());
        memHardBytes().ifPresent(statistics::setMemLimitBytes);
        cpusLimit.filter(limit -> !limit.isInfinite()).ifPresent(statistics::setCpusLimit);
    }

    /** The sum of all resources of this name in a list. */
    public static double scalar(String name, List<Resource> resources) {
        return resources.stream()
                .filter(resource -> resource.getName().equals(name))
                .mapToDouble(resource -> resource.getScalar().getValue())
                .sum();
    }

    private static double total(String name, List<Resource> executor, List<TaskInfo> tasks) {
        return scalar(name, executor) + sum(tasks, task -> scalar(name, task.getResourcesList()));
    }

    private static Optional<Double> limit(String name, List<Resource> executor, List<TaskInfo> tasks) {
        if (tasks.stream().noneMatch(task -> task.getLimitsMap().containsKey(name))) {
            return Optional.empty();
        }
        return Optional.of(scalar(name, executor) + sum(tasks, task -> {
            Map<String, Value.Scalar> limits = task.getLimitsMap();
            return limits.containsKey(name) ? limits.get(name).getValue() : scalar(name, task.getResourcesList());
        }));
    }

    private static double sum(List<TaskInfo> tasks, ToDoubleFunction<TaskInfo> amount) {
        return tasks.stream().mapToDouble(amount).sum();
    }
}
