package dev.mesoschaos.injectors.zookeeper;

/**
 * Decides how much load keeps the measured latency at the set-point. Latency of a saturated queue grows in proportion to
 * what waits in it, so each step goes part of the way, on a logarithmic scale, from the measurement to the set-point;
 * a smaller part downwards, as a percentile of the last few seconds tells late of a fall.
 */
final class LoadController {

    private static final double PART_UP = 0.4;
    private static final double PART_DOWN = 0.2;

    /** Steps get smaller towards the aim, so that it lies beyond the set-point, else that would never be passed. */
    private static final double AIM = 1.1;

    private static final double FASTEST_RISE = 2;
    private static final double FASTEST_FALL = 0.5;
    private static final int LEAST = 8;
    private static final int FIRST = 32;

    private final double setPointMs;
    private final double most;
    private volatile double level = FIRST;

    /**
     * A controller that begins with little.
     *
     * @param most the largest level, in small requests
     */
    LoadController(double setPointMs, int most) {
        this.setPointMs = setPointMs;
        this.most = most;
    }

    /** How much is to be under way now, in small requests. */
    double level() {
        return level;
    }

    /** Whether there is no more to give. */
    boolean atMost() {
        return level >= most;
    }

    /** Takes a measurement into account. */
    void measured(double p99Ms) {
        double off = setPointMs * AIM / Math.max(p99Ms, 0.1);
        double step = Math.pow(off, off > 1 ? PART_UP : PART_DOWN);
        level = Math.clamp(level * Math.clamp(step, FASTEST_FALL, FASTEST_RISE), LEAST, most);
    }
}
