package dev.mesoschaos.scenarios.model;

/** The unit an indicator's number is in. */
public enum Unit {
    /** A share between 0 and 1, written {@code 99%}. */
    RATIO,
    /** Seconds, written {@code 1500ms}, {@code 3s}, {@code 2m}. */
    SECONDS,
    /** A plain count. */
    COUNT
}
