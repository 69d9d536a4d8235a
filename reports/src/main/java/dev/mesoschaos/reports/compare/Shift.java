package dev.mesoschaos.reports.compare;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.inference.MannWhitneyUTest;

/**
 * How far the numbers of one group lie from those of another: Mann and Whitney's test, two-sided, which asks nothing of how
 * the numbers are distributed, and Hodges and Lehmann's estimate of the distance.
 *
 * @param distance median of all differences between a number of the second group and one of the first
 * @param p chance of groups this far apart, or farther, when both are of one kind
 * @param reachable the least {@code p} that groups of these sizes can have: the one when they do not overlap
 */
public record Shift(double distance, double p, double reachable) {

    /** How small {@code p} must be for a difference to count: of a hundred objectives that did not change, one looks as if. */
    public static final double LEVEL = 0.01;

    /** Medians of all pairs are quadratic; more numbers than these are thinned out evenly after sorting. */
    private static final int MOST = 2000;

    /** Of two groups, neither of them empty. */
    public static Shift of(List<Double> first, List<Double> second) {
        double[] a = thinned(first);
        double[] b = thinned(second);
        return new Shift(distance(a, b), p(a, b), p(apart(a.length, 0), apart(b.length, a.length)));
    }

    /** Whether the groups differ by more than chance explains. */
    public boolean significant() {
        return p < LEVEL;
    }

    /** Whether groups of these sizes could differ significantly at all. */
    public boolean answerable() {
        return reachable < LEVEL;
    }

    private static double p(double[] a, double[] b) {
        boolean allEqual = Arrays.stream(a).allMatch(value -> value == a[0]) && Arrays.stream(b).allMatch(value -> value == a[0]);
        return allEqual ? 1 : MannWhitneyUTest.withDefaults().test(a, b).getPValue();
    }

    private static double[] apart(int length, int from) {
        double[] values = new double[length];
        Arrays.setAll(values, i -> from + i);
        return values;
    }

    private static double distance(double[] a, double[] b) {
        double[] differences = new double[a.length * b.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b.length; j++) {
                differences[i * b.length + j] = b[j] - a[i];
            }
        }
        return Medians.of(differences);
    }

    private static double[] thinned(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length <= MOST) {
            return sorted;
        }
        double[] some = new double[MOST];
        Arrays.setAll(some, i -> sorted[(int) ((long) i * (sorted.length - 1) / (MOST - 1))]);
        return some;
    }
}
