package dev.mesoschaos.injectors.mesos;

import java.util.List;

/**
 * Whose offers are hoarded, and by whom.
 *
 * @param on agents whose offers are held
 * @param roles in each of which one hoarder subscribes
 * @param framework the name of the hoarders, which no other framework has
 * @param share of the free processors of the agents that must be with the hoarders, 0 to 1
 */
public record HoardingPlan(AgentPlan on, List<String> roles, String framework, double share) {

    public HoardingPlan {
        roles = List.copyOf(roles);
    }
}
