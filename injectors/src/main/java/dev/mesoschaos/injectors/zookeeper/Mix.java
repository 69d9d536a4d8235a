package dev.mesoschaos.injectors.zookeeper;

import dev.mesoschaos.scenarios.language.Fields;
import java.util.Optional;

/**
 * What a load consists of, as shares of its requests that add up to 1.
 *
 * @param writes of 128 bytes
 * @param reads of the same
 * @param watches reads that leave a watch, which the next write fires
 * @param sessions a session ends, and another one takes its place
 * @param large writes of 16 KB
 */
public record Mix(double writes, double reads, double watches, double sessions, double large) {

    static final Mix DEFAULT = new Mix(0.60, 0.20, 0.14, 0.01, 0.05);

    /** The fractions of its multiples are spread evenly, whatever part of them one looks at. */
    private static final double GOLDEN_RATIO = (1 + Math.sqrt(5)) / 2;

    /** What a request does. */
    enum Kind {
        WRITE,
        READ,
        WATCH,
        SESSION,
        LARGE
    }

    /** Reads the mapping {@code mix}; a kind that it does not name is left out. */
    static Mix read(Fields parameters) {
        Optional<Fields> mix = parameters.fields("mix");
        if (mix.isEmpty()) {
            return DEFAULT;
        }
        Fields shares = mix.get();
        Mix read = new Mix(
                shares.ratio("writes", 0),
                shares.ratio("reads", 0),
                shares.ratio("watches", 0),
                shares.ratio("sessions", 0),
                shares.ratio("large", 0));
        double sum = read.writes + read.reads + read.watches + read.sessions + read.large;
        if (Math.abs(sum - 1) > 1e-6) {
            throw parameters.wrong("mix", "expected shares of writes, reads, watches, sessions and large that add up to "
                    + "100%, got " + Math.round(sum * 100) + "%");
        }
        return read;
    }

    /** A number's place between 0 and 1; those of consecutive numbers are as evenly spread as can be. */
    static double place(long number) {
        return number * GOLDEN_RATIO % 1;
    }

    /** What the request of a number does. */
    Kind kind(long number) {
        double place = place(number);
        if (place < writes) {
            return Kind.WRITE;
        }
        if (place < writes + reads) {
            return Kind.READ;
        }
        if (place < writes + reads + watches) {
            return Kind.WATCH;
        }
        return place < writes + reads + watches + sessions ? Kind.SESSION : large > 0 ? Kind.LARGE : Kind.WRITE;
    }
}
