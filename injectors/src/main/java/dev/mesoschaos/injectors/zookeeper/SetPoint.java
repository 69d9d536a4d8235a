package dev.mesoschaos.injectors.zookeeper;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Whether something is being held at its set-point: whether the median of the latest measurements is near it. One pause
 * of a busy machine spoils some of them, but not the median.
 */
final class SetPoint {

    /** How far off the median may be. */
    static final double TOLERANCE = 0.15;

    private static final int LATEST = 8;

    private final double amount;
    private final Deque<Measured> latest = new ArrayDeque<>();

    SetPoint(double amount) {
        this.amount = amount;
    }

    /** Takes a measurement into account. */
    synchronized void measured(double value, Instant at) {
        latest.addLast(new Measured(value, at));
        if (latest.size() > LATEST) {
            latest.removeFirst();
        }
    }

    /** The latest measurement; 0 before the first. */
    synchronized double latest() {
        return latest.isEmpty() ? 0 : latest.getLast().value();
    }

    /** The median of the latest measurements; 0 before the first. */
    synchronized double median() {
        double[] sorted = latest.stream().mapToDouble(Measured::value).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length == 0 ? 0 : (sorted[(sorted.length - 1) / 2] + sorted[half]) / 2;
    }

    /** Since when the set-point is known to be held; empty when it is not. */
    synchronized Optional<Instant> heldSince() {
        if (latest.size() < LATEST) {
            return Optional.empty();
        }
        return Math.abs(median() - amount) <= amount * TOLERANCE
                ? latest.stream().filter(it -> it.value() >= amount * (1 - TOLERANCE)).map(Measured::at).findFirst()
                : Optional.empty();
    }

    private record Measured(double value, Instant at) {}
}
