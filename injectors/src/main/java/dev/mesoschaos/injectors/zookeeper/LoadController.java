package dev.mesoschaos.injectors.zookeeper;

/**
 * Decides how much load keeps a measurement at its set-point. Latency of a saturated queue, and its length, grow in
 * proportion to what is put into it, so each step goes part of the way, on a logarithmic scale, from the measurement to
 * the set-point: a small part, as what is measured is the last few seconds.
 */
final class LoadController {

    private static final double PART = 0.25;
    private static final double FASTEST_RISE = 1.5;
    private static final double FASTEST_FALL = 0.7;
    private static final int LEAST = 4;
    private static final int FIRST = 32;

    private final double setPoint;
    private final double most;
    private volatile double level = FIRST;

    /**
     * A controller that begins with little.
     *
     * @param most the largest level, in small requests
     */
    LoadController(double setPoint, int most) {
        this.setPoint = setPoint;
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
    void measured(double value) {
        double step = Math.pow(setPoint / Math.max(value, setPoint / 1000), PART);
        level = Math.clamp(level * Math.clamp(step, FASTEST_FALL, FASTEST_RISE), LEAST, most);
    }
}
