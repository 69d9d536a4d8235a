package dev.mesoschaos.injectors.zookeeper;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;

/**
 * Latencies of the last few seconds. A request that has not been answered counts with the time it has waited so far,
 * else a server that stops answering would look fast.
 */
final class LatencyWindow {

    private final Duration length;
    private final Deque<Sample> samples = new ArrayDeque<>();

    LatencyWindow(Duration length) {
        this.length = length;
    }

    /** Starts a request. */
    synchronized Sample start(Instant at) {
        Sample sample = new Sample(at);
        samples.addLast(sample);
        return sample;
    }

    /** The 99th percentile in milliseconds of what was under way in the window; empty without any request. */
    synchronized OptionalDouble p99Ms(Instant now) {
        Instant from = now.minus(length);
        samples.removeIf(sample -> sample.overBefore(from));
        double[] sorted = samples.stream().mapToDouble(sample -> sample.ms(now)).sorted().toArray();
        return sorted.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(sorted[(int) Math.ceil(sorted.length * 0.99) - 1]);
    }

    /** One request. */
    static final class Sample {
        private final Instant started;
        private volatile Instant answered;
        private volatile Instant failed;

        private Sample(Instant started) {
            this.started = started;
        }

        /** The answer is there. */
        void answered(Instant at) {
            answered = at;
        }

        /** There will be no answer; to its sender that is no better than waiting on. */
        void failed(Instant at) {
            failed = at;
        }

        private boolean overBefore(Instant moment) {
            Instant over = answered == null ? failed : answered;
            return over != null && over.isBefore(moment);
        }

        private double ms(Instant now) {
            Instant end = answered;
            return Duration.between(started, end == null ? now : end).toNanos() / 1e6;
        }
    }
}
