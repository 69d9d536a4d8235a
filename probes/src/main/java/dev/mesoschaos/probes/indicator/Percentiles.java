package dev.mesoschaos.probes.indicator;

import dev.mesoschaos.scenarios.measure.Measurement.Sample;
import java.util.Comparator;
import java.util.List;

/** Percentiles of times some of which are only known to be at least so long. */
final class Percentiles {

    /** A censored value may be anything above it, so it comes after an equal one that is exact. */
    private static final Comparator<Sample> ORDER =
            Comparator.comparingDouble(Sample::value).thenComparing(Sample::censored);

    private Percentiles() {}

    /**
     * The nearest-rank percentile.
     *
     * @param atLeast the true percentile may be higher, because a censored value is counted at or below it
     */
    record Percentile(double value, boolean atLeast) {}

    /** Computes it; there must be a sample. */
    static Percentile of(List<Sample> samples, double percentile) {
        List<Sample> sorted = samples.stream().sorted(ORDER).toList();
        int rank = Math.max(1, (int) Math.ceil(percentile / 100 * sorted.size() - 1e-9));
        List<Sample> upToIt = sorted.subList(0, rank);
        return new Percentile(upToIt.getLast().value(), upToIt.stream().anyMatch(Sample::censored));
    }
}
