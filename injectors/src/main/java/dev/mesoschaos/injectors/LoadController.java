package dev.mesoschaos.injectors;

/**
 * Decides how many requests the load keeps outstanding so that the measured latency stays at the set-point. Latency of
 * a saturated queue grows in proportion to what waits in it, so each step goes part of the way, on a logarithmic scale,
 * from the measurement to the set-point; only a part, as a percentile of the last few seconds tells late of a fall.
 */
final class LoadController {

    /**
     * Enough to saturate a fast server of its own machine, which 4000 were not; at half a kilobyte each too few to
     * exhaust anybody's memory, as a server itself takes in no more than a thousand at a time.
     */
    static final int MAX_OUTSTANDING = 20_000;

    private static final double PART = 0.25;

    /** Steps get smaller towards the aim, so that it lies beyond the set-point, else that would never be passed. */
    private static final double AIM = 1.1;

    private static final double FASTEST_RISE = 2;
    private static final double FASTEST_FALL = 0.5;
    private static final int LEAST = 8;
    private static final int FIRST = 32;

    private final double setPointMs;
    private volatile double outstanding = FIRST;

    LoadController(double setPointMs) {
        this.setPointMs = setPointMs;
    }

    /** How many requests to keep outstanding now. */
    int outstanding() {
        return (int) Math.round(outstanding);
    }

    /** Takes a measurement into account. */
    void measured(double p99Ms) {
        double step = Math.pow(setPointMs * AIM / Math.max(p99Ms, 0.1), PART);
        outstanding = Math.clamp(outstanding * Math.clamp(step, FASTEST_FALL, FASTEST_RISE), LEAST, MAX_OUTSTANDING);
    }
}
