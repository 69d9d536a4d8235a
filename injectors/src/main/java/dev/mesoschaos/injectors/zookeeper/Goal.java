package dev.mesoschaos.injectors.zookeeper;

import dev.mesoschaos.scenarios.language.Fields;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a saturation holds, and at which value.
 *
 * @param amount in the unit of its kind
 */
public record Goal(Kind kind, double amount) {

    private static final int NO_NUMBER = 0;

    /** What can be held. */
    public enum Kind {
        /** Milliseconds, as a session of ours sees it. */
        P99("p99 of writes", "ms"),
        /** At the server that has most, as it says itself. */
        OUTSTANDING("outstanding requests at the busiest server", "requests"),
        /** At all servers together, everybody's. */
        CONNECTIONS("connections with the ensemble", "connections");

        private final String words;
        private final String unit;

        Kind(String words, String unit) {
            this.words = words;
            this.unit = unit;
        }

        /** The key in scenario files, and the end of the gauge's name. */
        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The unit of its amounts. */
        String unit() {
            return unit;
        }
    }

    /** Reads the one key of the three that must be there. */
    static Goal read(Fields parameters) {
        List<Kind> given = Arrays.stream(Kind.values()).filter(kind -> parameters.has(kind.key())).toList();
        if (given.size() != 1) {
            throw parameters.wrong("p99", "expected exactly one of p99, outstanding, connections");
        }
        Kind kind = given.getFirst();
        return new Goal(kind, switch (kind) {
            case P99 -> parameters.duration("p99", Duration.ofMillis(20), Duration.ofSeconds(10)).toNanos() / 1e6;
            case OUTSTANDING -> parameters.integer("outstanding", 10, 900, NO_NUMBER);
            case CONNECTIONS -> parameters.integer("connections", 10, 500, NO_NUMBER);
        });
    }

    /** How long a change takes to show, at most. */
    Duration lag() {
        return kind == Kind.P99 ? Duration.ofNanos((long) (amount * 1e6)) : Duration.ZERO;
    }

    /** A value of this kind in words. */
    String words(double value) {
        return String.format(Locale.ROOT, "%.0f %s", value, kind.unit);
    }

    @Override
    public String toString() {
        return kind.words + " is " + (kind == Kind.P99 ? words(amount) : String.format(Locale.ROOT, "%.0f", amount));
    }
}
