package dev.mesoschaos.reports.compare;

import java.util.Arrays;

/** Medians. */
public final class Medians {

    private Medians() {}

    /** Of values in any order, at least one; between two in the middle the mean of both. */
    public static double of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
