package dev.mesoschaos.injectors.flapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/**
 * What comes and goes, and how often.
 *
 * @param fault id of the fault
 * @param plan its own plan
 * @param period from one coming to the next
 * @param duty share of the period for which it is there, more than 0 and less than 1
 */
public record FlappingPlan(String fault, JsonNode plan, Duration period, double duty) {

    /** For how long it is there in each period. */
    Duration on() {
        return Duration.ofNanos(Math.round(period.toNanos() * duty));
    }
}
