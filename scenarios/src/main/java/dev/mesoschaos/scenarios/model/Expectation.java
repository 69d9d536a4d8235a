package dev.mesoschaos.scenarios.model;

/**
 * What must be true of an indicator, here and now: of steady states and of waits.
 *
 * @param indicator its id
 */
public record Expectation(String indicator, Query query, Bound bound) {}
