package dev.mesoschaos.scenarios.verdict;

import java.util.Locale;

/** A run in one line: verdict, the headline number, its floor. */
public final class SummaryLine {

    private SummaryLine() {}

    /** For example {@code PASSED  agent-host-loss  rescheduling-time 3.912 s, at most floor + 3s (floor 3.000 s)}. */
    public static String of(Result result) {
        String number = result.headline().map(SummaryLine::headline).orElse("no number");
        String why = result.verdict() == Verdict.PASSED ? "" : " — " + result.why();
        return String.format(Locale.ROOT, "%-12s %-22s %s%s", result.verdict(), result.scenario(), number, why);
    }

    private static String headline(Claim claim) {
        String floor = claim.floor()
                .map(least -> " (floor " + Sentences.value(least.least(), claim.unit()) + ")")
                .orElse(" (no floor)");
        return claim.indicator() + " " + Sentences.value(claim.measured(), claim.unit()) + ", " + claim.bound() + floor;
    }
}
