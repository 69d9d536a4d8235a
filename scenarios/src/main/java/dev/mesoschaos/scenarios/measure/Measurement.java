package dev.mesoschaos.scenarios.measure;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What an indicator says.
 *
 * @param value in the indicator's unit; empty when there was nothing to measure, which is never a pass
 * @param censored the true value is at least {@code value}: something had not come back by the end
 * @param n size of the population
 * @param population what was counted, such as {@code canaries due}
 * @param detail more to know, such as the longest outage; may be empty
 * @param samples the single values, for charts and tables
 */
public record Measurement(
        OptionalDouble value, boolean censored, long n, String population, String detail, List<Sample> samples) {

    public Measurement {
        samples = List.copyOf(samples);
    }

    /** Nothing to measure: inconclusive, for this reason. */
    public static Measurement none(String population, String reason) {
        return new Measurement(OptionalDouble.empty(), false, 0, population, reason, List.of());
    }

    /**
     * One value.
     *
     * @param subject what it is of, such as {@code web.3}
     * @param phases parts the value is made of, in order, such as detected, decided, staged, running
     */
    public record Sample(String subject, double value, boolean censored, Map<String, Double> phases) {}
}
