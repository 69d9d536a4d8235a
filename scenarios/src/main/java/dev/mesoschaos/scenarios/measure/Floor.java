package dev.mesoschaos.scenarios.measure;

import java.util.List;

/**
 * The least value that the cluster's live flags allow.
 *
 * @param least in the indicator's unit
 * @param usual the largest value that is still due to the flags alone
 * @param terms the sum in words, such as {@code agent_ping_timeout 1s × max_agent_ping_timeouts 3}
 */
public record Floor(double least, double usual, List<String> terms) {
    public Floor {
        terms = List.copyOf(terms);
    }
}
