package dev.mesoschaos.testbed.master.registry;

import java.time.Duration;

/**
 * How many replicas must agree, and how soon.
 *
 * @param quorum of 2 * quorum - 1 replicas
 */
public record RegistryLimits(int quorum, Duration fetch, Duration store) {}
