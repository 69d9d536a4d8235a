package dev.mesoschaos.junit;

/**
 * An app of the workload; see {@link ChaosAssertions} for what can be said of it.
 *
 * @param name as in the scenario
 */
public record App(Chaos chaos, String name) {}
