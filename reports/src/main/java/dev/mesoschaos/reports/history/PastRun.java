package dev.mesoschaos.reports.history;

import dev.mesoschaos.scenarios.verdict.EnvironmentFingerprint;
import dev.mesoschaos.scenarios.verdict.Result;
import dev.mesoschaos.scenarios.verdict.Verdict;
import java.nio.file.Path;

/**
 * A run that was judged some time ago.
 *
 * @param directory of the run
 */
public record PastRun(Path directory, Result result) {

    private static final String UNKNOWN = "unknown";

    /** Whether its numbers say something about the cluster: it was neither skipped nor cut short, and everything was measured. */
    public boolean sound() {
        return result.verdict() == Verdict.PASSED || result.verdict() == Verdict.FAILED;
    }

    /** Hash of its environment; {@code unknown} in results of builds that did not record it. */
    public String environment() {
        return result.environment().map(EnvironmentFingerprint::hash).orElse(UNKNOWN);
    }

    /** Whether its environment is recorded. */
    public boolean environmentKnown() {
        return result.environment().isPresent();
    }
}
