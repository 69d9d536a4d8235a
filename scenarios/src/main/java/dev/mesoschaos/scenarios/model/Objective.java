package dev.mesoschaos.scenarios.model;

import dev.mesoschaos.scenarios.language.Location;

/**
 * A service level objective, judged after the run.
 *
 * @param indicator its id
 * @param location where the file says so
 */
public record Objective(String indicator, Query query, Scope scope, Bound bound, Location location) {}
