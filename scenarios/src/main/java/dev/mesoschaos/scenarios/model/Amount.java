package dev.mesoschaos.scenarios.model;

/** The number an objective compares with, in the indicator's unit. */
public sealed interface Amount {

    /** {@code 99%}, {@code 15s}, {@code 3}. */
    record Plain(double value) implements Amount {}

    /** {@code floor + 3s}: the least the cluster's flags allow, and so much more. */
    record FloorPlus(double more) implements Amount {}

    /** {@code 2 x baseline}: a multiple of the same indicator during this run's steady state. */
    record TimesBaseline(double factor) implements Amount {}
}
