package dev.mesoschaos.injectors.clock;

import java.util.List;

/**
 * Whose clock is wrong by how much.
 *
 * @param mark names what this injection owns
 * @param hosts names of the hosts
 * @param offsetSeconds how far their clocks are put forward; negative is back
 */
public record ClockPlan(String mark, List<String> hosts, long offsetSeconds) {
    public ClockPlan {
        hosts = List.copyOf(hosts);
    }
}
