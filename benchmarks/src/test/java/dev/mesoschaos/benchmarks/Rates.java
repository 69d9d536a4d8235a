package dev.mesoschaos.benchmarks;

import java.util.concurrent.atomic.LongAdder;

/** Counts by the clock. */
final class Rates {

    private static final long MEASURE_MS = 6_000;

    private Rates() {}

    /** How much is added in a second. */
    static double measure(LongAdder counter) throws InterruptedException {
        long before = counter.sum();
        long nanos = System.nanoTime();
        Thread.sleep(MEASURE_MS);
        return (counter.sum() - before) / ((System.nanoTime() - nanos) / 1e9);
    }
}
