package dev.mesoschaos.injectors;

/**
 * Decides how many requests the load keeps outstanding so that the measured latency stays at the set-point. Latency of
 * a saturated queue grows in proportion to what waits in it, so the next number is the present one times the ratio of
 * set-point and measurement, in bounded steps.
 */
final class LoadController {

    /** Enough to saturate, too few to exhaust the memory of a small server. */
    static final int MAX_OUTSTANDING = 4000;

    private static final double FASTEST_RISE = 1.5;
    private static final double FASTEST_FALL = 0.6;
    private static final int LEAST = 8;

    private final double setPointMs;
    private double outstanding = LEAST;

    LoadController(double setPointMs) {
        this.setPointMs = setPointMs;
    }

    /** How many requests to keep outstanding now. */
    int outstanding() {
        return (int) Math.round(outstanding);
    }

    /** Takes a measurement into account. */
    void measured(double p99Ms) {
        double ratio = setPointMs / Math.max(p99Ms, 0.1);
        double step = Math.clamp(ratio, FASTEST_FALL, FASTEST_RISE);
        outstanding = Math.clamp(outstanding * step, LEAST, MAX_OUTSTANDING);
    }
}
