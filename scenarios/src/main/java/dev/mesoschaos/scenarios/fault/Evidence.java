package dev.mesoschaos.scenarios.fault;

import java.time.Instant;
import java.util.Optional;

/**
 * What a verification found.
 *
 * @param holds whether it is as it should be
 * @param detail what was looked at and seen, for the report
 * @param since from when on it is known to hold, when that was before the verification
 */
public record Evidence(boolean holds, String detail, Optional<Instant> since) {

    /** It is as it should be. */
    public static Evidence holds(String detail) {
        return new Evidence(true, detail, Optional.empty());
    }

    /** It is not, or not yet. */
    public static Evidence missing(String detail) {
        return new Evidence(false, detail, Optional.empty());
    }
}
