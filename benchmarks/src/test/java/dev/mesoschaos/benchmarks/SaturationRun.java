package dev.mesoschaos.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How much of an ensemble's throughput {@code zookeeper-saturation} reaches, beside a plain pipelined client in the same
 * run, and what processor time that takes; its name keeps it out of builds that do not ask for it.
 */
class SaturationRun {

    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 5);
    private static final int UNDER_WAY = 600;

    /** Of the plain client's throughput; what is less would not be the ensemble's limit, but ours. */
    private static final double PART = 0.9;

    private static final double CORES = 1;

    private final OperatingSystemMXBean jvm = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    @TempDir
    private Path directory;

    @Test
    void printsThroughputAndProcessorTimeBesideAPlainClient() throws Exception {
        List<Double> plain = new ArrayList<>();
        List<Double> ours = new ArrayList<>();
        List<Double> cores = new ArrayList<>();
        try (ZooKeeperServers servers = ZooKeeperServers.start(directory)) {
            for (int round = 0; round < ROUNDS; round++) {
                try (PipelinedWrites writes = new PipelinedWrites(servers.addresses(), UNDER_WAY)) {
                    plain.add(measured("plain pipelined client", writes::perSecond).perSecond());
                }
                try (SaturatingWrites load = new SaturatingWrites(servers.addresses(), UNDER_WAY)) {
                    Figures figures = measured("zookeeper-saturation", load::perSecond);
                    ours.add(figures.perSecond());
                    cores.add(figures.cores());
                }
            }
        }
        System.out.printf(Locale.ROOT, "zookeeper-saturation: %,.0f writes/s, %.2f of a plain pipelined client's %,.0f; "
                        + "%.2f cores (medians of %d rounds)%n",
                median(ours), median(ours) / median(plain), median(plain), median(cores), ROUNDS);
        assertThat(median(ours)).as("writes/s").isGreaterThanOrEqualTo(PART * median(plain));
        assertThat(median(cores)).as("cores").isLessThanOrEqualTo(CORES);
    }

    private Figures measured(String who, Rate rate) throws Exception {
        long wallNanos = System.nanoTime();
        long cpuNanos = jvm.getProcessCpuTime();
        double perSecond = rate.perSecond();
        double cpuSeconds = (jvm.getProcessCpuTime() - cpuNanos) / 1e9;
        double wallSeconds = (System.nanoTime() - wallNanos) / 1e9;
        System.out.printf(Locale.ROOT, "%s: %,.0f writes/s, %.2f CPU seconds in %.2f s%n",
                who, perSecond, cpuSeconds, wallSeconds);
        return new Figures(perSecond, cpuSeconds / wallSeconds);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private record Figures(double perSecond, double cores) {}

    /** Measures for some seconds. */
    @FunctionalInterface
    private interface Rate {
        double perSecond() throws Exception;
    }
}
