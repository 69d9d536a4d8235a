package dev.mesoschaos.testbed.agent;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long an agent waits before each try to register: U(0, b), then U(0, 2b), U(0, 4b) and so on up to U(0, 60 s), so
 * that a new leader is not met by all agents at once (mesos-facts section 5, {@code registration_backoff_factor}).
 */
public final class RegistrationBackoff {

    static final Duration CAP = Duration.ofSeconds(60);

    private final Duration factor;
    private final RandomGenerator random;
    private Duration ceiling;

    /** Draws from {@code random}; {@code factor} is {@code registration_backoff_factor}. */
    public RegistrationBackoff(Duration factor, RandomGenerator random) {
        this.factor = factor;
        this.random = random;
        this.ceiling = factor;
    }

    /** The wait before the next try; each call counts as a try. */
    Duration next() {
        Duration wait = draw(ceiling);
        Duration doubled = ceiling.multipliedBy(2);
        ceiling = doubled.compareTo(CAP) < 0 ? doubled : CAP;
        return wait;
    }

    /** The wait before a first try, which forgets the tries before it. */
    Duration first() {
        ceiling = factor;
        return next();
    }

    private Duration draw(Duration below) {
        return below.isZero() ? Duration.ZERO : Duration.ofNanos(random.nextLong(below.toNanos()));
    }
}
