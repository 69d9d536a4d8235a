package dev.mesoschaos.scenarios.time;

import java.security.SecureRandom;
import java.util.Random;

/**
 * The seed of a run. Each use draws from a stream of its own, named by its purpose, so that one more draw in one place
 * does not change what another place gets.
 *
 * @param value any number; printed as is and accepted by {@code --seed}
 */
public record Seed(long value) {

    /** A seed nobody chose: 31 bits, short enough to be typed. */
    public static Seed fresh() {
        return new Seed(new SecureRandom().nextInt(Integer.MAX_VALUE));
    }

    /** The stream of a purpose: the same seed and purpose always give the same numbers. */
    public Random stream(String purpose) {
        long mixed = value;
        for (int i = 0; i < purpose.length(); i++) {
            mixed = mixed * 0x5DEECE66DL + purpose.charAt(i);
        }
        return new Random(mixed ^ (mixed >>> 32));
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
