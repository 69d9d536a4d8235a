package dev.mesoschaos.testbed.metrics;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/** How long something took, lately: the last value, and from two values on their distribution. One thread's own. */
public final class Timing {

    /** As Mesos keeps them. */
    private static final int MAX_VALUES = 1000;

    private static final Map<String, Double> PERCENTILES = Map.of(
            "p50", 0.5, "p90", 0.9, "p95", 0.95, "p99", 0.99, "p999", 0.999, "p9999", 0.9999);

    private final String name;
    private final Deque<Double> millis = new ArrayDeque<>();

    /**
     * A timing without values.
     *
     * @param name of the metric, ending in {@code _ms}
     */
    public Timing(String name) {
        this.name = name;
    }

    /** One more value, in nanoseconds. */
    public void add(long nanos) {
        millis.addLast(nanos / 1e6);
        if (millis.size() > MAX_VALUES) {
            millis.removeFirst();
        }
    }

    /** Adds its metrics; without a value there are none. */
    public void addTo(Map<String, Double> metrics) {
        if (millis.isEmpty()) {
            return;
        }
        metrics.put(name, millis.getLast());
        if (millis.size() < 2) {
            return;
        }
        double[] sorted = millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        metrics.put(name + "/count", (double) sorted.length);
        metrics.put(name + "/min", sorted[0]);
        metrics.put(name + "/max", sorted[sorted.length - 1]);
        PERCENTILES.forEach((suffix, share) -> metrics.put(name + "/" + suffix, percentile(sorted, share)));
    }

    /** Between two values the percentile lies on the straight line from one to the other. */
    private static double percentile(double[] sorted, double share) {
        double position = share * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
