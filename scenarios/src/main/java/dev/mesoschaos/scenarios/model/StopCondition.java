package dev.mesoschaos.scenarios.model;

import java.time.Duration;

/**
 * When to give up and undo at once, to protect the cluster. Losing its data source stops the run too.
 *
 * @param expectation must hold; when it does not for {@code lasting}, the run is aborted
 * @param lasting how long it may be violated without a break
 */
public record StopCondition(Expectation expectation, Duration lasting) {}
