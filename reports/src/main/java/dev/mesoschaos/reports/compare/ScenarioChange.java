package dev.mesoschaos.reports.compare;

import java.util.List;

/**
 * One scenario in both groups.
 *
 * @param first verdicts of all its runs in the first group, in words
 * @param soundFirst runs of it whose numbers are compared
 * @param incomparable why nothing is compared; empty when something is
 * @param notes what else to know, such as environments that differ
 */
public record ScenarioChange(
        String scenario,
        String first,
        String second,
        int soundFirst,
        int soundSecond,
        List<ObjectiveChange> objectives,
        String incomparable,
        List<String> notes) {
    public ScenarioChange {
        objectives = List.copyOf(objectives);
        notes = List.copyOf(notes);
    }

    /** Whether there is an objective that became worse. */
    public boolean worse() {
        return objectives.stream().anyMatch(objective -> objective.change() == Change.WORSE);
    }

    /** Whether the question is answered for at least one objective. */
    public boolean answered() {
        return objectives.stream().anyMatch(objective -> objective.change() != Change.UNDECIDED);
    }
}
