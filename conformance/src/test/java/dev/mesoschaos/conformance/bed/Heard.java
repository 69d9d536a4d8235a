package dev.mesoschaos.conformance.bed;

import java.time.Duration;
import java.time.Instant;

/**
 * Something heard on a stream.
 *
 * @param at when
 */
public record Heard<E>(Instant at, E event) {

    /** How long after a moment it was heard. */
    public Duration after(Instant moment) {
        return Duration.between(moment, at);
    }
}
