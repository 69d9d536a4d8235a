package dev.mesoschaos.conformance.suite;

import java.util.List;

/**
 * What came of one test of a statement, or of a statement that nobody tested.
 *
 * @param statement number, 1 to 65
 * @param words what must be so
 * @param test class and method
 * @param reason why it failed or was skipped; empty when it passed
 * @param millis how long it took, the opening of its cluster included
 */
public record Outcome(int statement, String words, String test, Kind kind, String reason, long millis) {

    /** What can come of a test, the best first. */
    public enum Kind {
        PASSED,
        SKIPPED,
        FAILED
    }

    /** A statement that should have been tested and was not. */
    static Outcome missing(int statement) {
        return new Outcome(statement, "not run", "", Kind.FAILED, "no test of this statement was run", 0);
    }

    /**
     * What came of a statement with several tests: one that failed fails it, one that passed passes it, as parts that
     * are too slow for every build are left out.
     */
    static Kind together(List<Outcome> tests) {
        List<Kind> kinds = tests.stream().map(Outcome::kind).toList();
        if (kinds.contains(Kind.FAILED)) {
            return Kind.FAILED;
        }
        return kinds.contains(Kind.PASSED) ? Kind.PASSED : Kind.SKIPPED;
    }
}
