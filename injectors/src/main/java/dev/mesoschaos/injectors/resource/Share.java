package dev.mesoschaos.injectors.resource;

import dev.mesoschaos.scenarios.language.Fields;
import java.util.function.LongSupplier;

/** Amounts that are given either in units or as a share of what a host has. */
final class Share {

    private Share() {}

    /**
     * Reads the one of the two that is there.
     *
     * @param key of the amount in units
     * @return two arguments of a script: the key, or {@code share}, and units, or per cent
     */
    static String[] or(String key, LongSupplier units, Fields parameters) {
        boolean share = parameters.has("share");
        if (share == parameters.has(key)) {
            throw parameters.wrong(key, "expected either '" + key + "' or 'share', got " + (share ? "both" : "neither"));
        }
        if (!share) {
            return new String[] {key, Long.toString(units.getAsLong())};
        }
        long percent = Math.round(parameters.ratio("share", 1) * 100);
        if (percent < 1) {
            throw parameters.wrong("share", "expected a share from 1% to 100%");
        }
        return new String[] {"share", Long.toString(percent)};
    }
}
