package dev.mesoschaos.mesosclient;

import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * The one place where the machine's clocks and randomness enter; everything else is handed what it needs from here.
 */
public final class SystemTime {

    private SystemTime() {}

    /** The wall clock. It may jump: for stamps, never for durations. */
    public static InstantSource clock() {
        return InstantSource.system();
    }

    /** Monotonic nanoseconds from an arbitrary origin, for durations. */
    public static LongSupplier nanos() {
        return System::nanoTime;
    }

    /** A generator that repeats itself for the same seed; for one thread. */
    public static RandomGenerator random(long seed) {
        return new SplittableRandom(seed);
    }

    /** A seed that differs from call to call. Whoever draws one logs it, so that a run can be repeated. */
    public static long newSeed() {
        return new SplittableRandom().nextLong();
    }
}
