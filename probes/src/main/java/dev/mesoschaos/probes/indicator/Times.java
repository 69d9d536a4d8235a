package dev.mesoschaos.probes.indicator;

import dev.mesoschaos.scenarios.measure.Measurement;
import dev.mesoschaos.scenarios.measure.Measurement.Sample;
import dev.mesoschaos.scenarios.model.Query;
import java.util.List;
import java.util.OptionalDouble;

/** Measurements that are a percentile of times, some of which are only known to be at least so long. */
final class Times {

    private static final double LONGEST = 100;

    private Times() {}

    /** The percentile asked for, by default the longest; there must be a sample. */
    static Measurement measured(List<Sample> samples, Query query, String population, String detail) {
        Percentiles.Percentile percentile =
                Percentiles.of(samples, query.percentile().orElse(LONGEST));
        return new Measurement(
                OptionalDouble.of(percentile.value()),
                percentile.atLeast(),
                samples.size(),
                population,
                detail,
                samples);
    }
}
