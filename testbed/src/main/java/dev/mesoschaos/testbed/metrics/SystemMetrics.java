package dev.mesoschaos.testbed.metrics;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** {@code system/…}: load, processors and memory of the host. */
public final class SystemMetrics {

    private static final Path LOAD = Path.of("/proc/loadavg");
    private static final String[] MINUTES = {"1min", "5min", "15min"};

    private SystemMetrics() {}

    /** Adds what this host tells. */
    public static void addTo(Map<String, Double> metrics) {
        var system = ManagementFactory.getOperatingSystemMXBean();
        metrics.put("system/cpus_total", (double) system.getAvailableProcessors());
        if (system instanceof com.sun.management.OperatingSystemMXBean host) {
            metrics.put("system/mem_total_bytes", (double) host.getTotalMemorySize());
            metrics.put("system/mem_free_bytes", (double) host.getFreeMemorySize());
        }
        if (Files.isReadable(LOAD)) {
            addLoad(metrics);
        }
    }

    private static void addLoad(Map<String, Double> metrics) {
        try {
            String[] averages = Files.readString(LOAD).split(" ", -1);
            for (int i = 0; i < MINUTES.length; i++) {
                metrics.put("system/load_" + MINUTES[i], Double.valueOf(averages[i]));
            }
        } catch (IOException e) {
            // A gauge that cannot be read is absent, as in Mesos.
        }
    }
}
