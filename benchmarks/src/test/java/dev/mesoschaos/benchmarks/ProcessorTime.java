package dev.mesoschaos.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Operations in a second of processor time that the whole JVM has used, its collector and other threads included. That is
 * what one core does, also where the core is shared with others, which the operations in a second by the clock are not.
 */
public final class ProcessorTime implements InternalProfiler {

    /** The name of the figure, in operations a second. */
    static final String LABEL = "one-core";

    private static final double NANOS_PER_SECOND = 1e9;

    private final OperatingSystemMXBean jvm = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private long usedBeforeNanos;

    @Override
    public String getDescription() {
        return "Operations in a second of processor time";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        usedBeforeNanos = jvm.getProcessCpuTime();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double seconds = (jvm.getProcessCpuTime() - usedBeforeNanos) / NANOS_PER_SECOND;
        double perSecond = result.getMetadata().getAllOps() / seconds;
        return List.of(new ScalarResult(LABEL, perSecond, "ops/s", AggregationPolicy.AVG));
    }
}
