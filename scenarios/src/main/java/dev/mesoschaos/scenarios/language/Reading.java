package dev.mesoschaos.scenarios.language;

import dev.mesoschaos.scenarios.model.Scenario;
import java.util.List;
import java.util.Optional;

/**
 * What came of reading a scenario file.
 *
 * @param scenario empty when there is any problem
 * @param problems every mistake in the file, in its order
 */
public record Reading(Optional<Scenario> scenario, List<InvalidScenario> problems) {

    public Reading {
        problems = List.copyOf(problems);
    }

    /**
     * The scenario.
     *
     * @throws InvalidScenario the first problem, when there is one
     */
    public Scenario orThrow() {
        return scenario.orElseThrow(problems::getFirst);
    }
}
