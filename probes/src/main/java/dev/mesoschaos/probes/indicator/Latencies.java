package dev.mesoschaos.probes.indicator;

import java.util.List;
import org.HdrHistogram.Histogram;

/** How long the answered requests took, from when they were due. */
final class Latencies {

    private static final int SIGNIFICANT_DIGITS = 3;
    private static final double MICROS_PER_SECOND = 1e6;

    private final Histogram micros = new Histogram(SIGNIFICANT_DIGITS);

    Latencies(List<AskedRequest> requests) {
        requests.stream().filter(AskedRequest::ok).forEach(request -> micros.recordValue(request.latencyMicros()));
    }

    long count() {
        return micros.getTotalCount();
    }

    double percentileSeconds(double percentile) {
        return micros.getValueAtPercentile(percentile) / MICROS_PER_SECOND;
    }
}
