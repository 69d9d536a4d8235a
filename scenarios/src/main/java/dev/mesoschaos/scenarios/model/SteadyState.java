package dev.mesoschaos.scenarios.model;

import java.time.Duration;
import java.util.List;

/**
 * The gate before the method and the goal after it.
 *
 * @param within how long the cluster may take to get there, before the method and again after it
 * @param hold how long all expectations must hold without a break to count
 * @param expect what must hold; workload apps running all their instances is always expected as well
 */
public record SteadyState(Duration within, Duration hold, List<Expectation> expect) {
    public SteadyState {
        expect = List.copyOf(expect);
    }
}
