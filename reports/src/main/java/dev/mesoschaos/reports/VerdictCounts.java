package dev.mesoschaos.reports;

import dev.mesoschaos.scenarios.verdict.Verdict;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.stream.Collectors;

/** How often each verdict came, in words. */
public final class VerdictCounts {

    private VerdictCounts() {}

    /** For example {@code 3 PASSED, 1 FAILED}; empty for none. */
    public static String of(Collection<Verdict> verdicts) {
        return Arrays.stream(Verdict.values())
                .filter(verdicts::contains)
                .map(verdict -> Collections.frequency(verdicts, verdict) + " " + verdict)
                .collect(Collectors.joining(", "));
    }
}
