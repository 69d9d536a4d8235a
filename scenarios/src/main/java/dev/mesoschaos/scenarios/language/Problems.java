package dev.mesoschaos.scenarios.language;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All mistakes found in one file so far: reading goes on after each, so that a user sees them in one go. */
final class Problems {

    private static final Comparator<InvalidScenario> BY_PLACE = Comparator.comparingInt(
                    (InvalidScenario problem) -> problem.location().line())
            .thenComparingInt(problem -> problem.location().column());

    private final List<InvalidScenario> found = new ArrayList<>();

    void add(Location location, String message) {
        found.add(new InvalidScenario(location, message));
    }

    /**
     * Adds a mistake in a value, unless something is known to be wrong at that very place: then a reader has only
     * stumbled over what stands in for the wrong value.
     */
    void addOnce(InvalidScenario problem) {
        if (found.stream().noneMatch(other -> other.location().equals(problem.location()))) {
            found.add(problem);
        }
    }

    int count() {
        return found.size();
    }

    /** In the order of the file. */
    List<InvalidScenario> inOrder() {
        return found.stream().sorted(BY_PLACE).toList();
    }
}
