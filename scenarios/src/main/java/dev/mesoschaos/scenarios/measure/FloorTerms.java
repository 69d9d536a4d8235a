package dev.mesoschaos.scenarios.measure;

import dev.mesoschaos.scenarios.cluster.Facts;
import dev.mesoschaos.scenarios.fault.Visibility;
import java.util.Set;

/**
 * What a floor is computed from, known before anything is injected.
 *
 * @param losses how the masters see the losses of the faults the objective is about
 */
public record FloorTerms(Facts facts, Set<Visibility> losses) {}
