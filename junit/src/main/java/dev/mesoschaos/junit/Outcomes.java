package dev.mesoschaos.junit;

import dev.mesoschaos.scenarios.verdict.Result;
import org.opentest4j.TestAbortedException;

/** Verdicts in JUnit's words: a failed objective is a failure, a skipped run is skipped, and the rest are errors. */
final class Outcomes {

    private Outcomes() {}

    /** Returns when the run passed; else throws what JUnit understands, the reason in its first line. */
    static void check(Result result) {
        switch (result.verdict()) {
            case PASSED -> {}
            case SKIPPED -> throw new TestAbortedException(result.why());
            case FAILED -> throw new AssertionError(result.why());
            case INCONCLUSIVE, ABORTED, ERROR, DIRTY ->
                throw new IllegalStateException(result.verdict() + ": " + result.why());
        }
    }
}
