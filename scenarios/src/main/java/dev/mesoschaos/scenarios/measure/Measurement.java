package dev.mesoschaos.scenarios.measure;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * @param interval where the true value lies, of numbers that chance has a part in; judged instead of the value
 */
public record Measurement(
        OptionalDouble value,
        boolean censored,
        long n,
        String population,
        String detail,
        List<Sample> samples,
        Optional<Interval> interval) {

    public Measurement {
        samples = List.copyOf(samples);
    }

    /** A number without an interval. */
    public Measurement(
            OptionalDouble value, boolean censored, long n, String population, String detail, List<Sample> samples) {
        this(value, censored, n, population, detail, samples, Optional.empty());
    }

    /**
     * Where the true value lies.
     *
     * @param low not above {@code high}, in the indicator's unit
     * @param confidence how sure that is, such as 0.95
     */
    public record Interval(double low, double high, double confidence) {}

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
