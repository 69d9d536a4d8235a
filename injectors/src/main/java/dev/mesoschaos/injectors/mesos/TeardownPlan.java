package dev.mesoschaos.injectors.mesos;

import java.util.Map;
import java.util.Optional;

/**
 * Which frameworks are torn down.
 *
 * @param name of the frameworks; empty when they are chosen by role
 * @param role of the frameworks; empty when they are chosen by name
 * @param frameworks names by id; empty until the cluster was surveyed
 */
public record TeardownPlan(Optional<String> name, Optional<String> role, Map<String, String> frameworks) {

    public TeardownPlan {
        frameworks = Map.copyOf(frameworks);
    }

    /** What was chosen, in words. */
    String choice() {
        return name.map(given -> "called '" + given + "'").orElseGet(() -> "in role " + role.orElseThrow());
    }
}
