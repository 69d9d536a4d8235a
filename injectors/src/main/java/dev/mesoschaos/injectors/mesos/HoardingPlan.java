package dev.mesoschaos.injectors.mesos;

/**
 * Whose offers are hoarded, and by whom.
 *
 * @param on agents whose offers are held
 * @param role the role to subscribe in
 * @param framework the name of the hoarder, which no other framework has
 */
public record HoardingPlan(AgentPlan on, String role, String framework) {}
