package dev.mesoschaos.scenarios.verdict;

import dev.mesoschaos.scenarios.measure.Invariant;

/** One checked invariant. */
public record InvariantClaim(String id, String meaning, Invariant.Finding finding, Verdict verdict) {}
