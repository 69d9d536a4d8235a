package dev.mesoschaos.reports.reliability;

import dev.mesoschaos.reports.history.PastRun;
import dev.mesoschaos.scenarios.verdict.Ability;
import dev.mesoschaos.scenarios.verdict.Claim;
import dev.mesoschaos.scenarios.verdict.Result;
import dev.mesoschaos.scenarios.verdict.Verdict;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * A run in which something went wrong.
 *
 * @param directory of the run, with its report
 * @param unableSeconds for how long nothing could be scheduled; 0 when that was not measured
 * @param missed the objectives it missed, one sentence each
 */
public record Incident(
        String runId,
        Path directory,
        String scenario,
        String cluster,
        Instant started,
        Verdict verdict,
        String why,
        double unableSeconds,
        List<String> missed) {

    /** How many are told of. */
    public static final int MOST = 10;

    /** The worst: by verdict, then by how long nothing could be scheduled, then by how many objectives were missed. */
    static List<Incident> worst(List<PastRun> runs) {
        return runs.stream()
                .filter(run -> run.result().verdict().compareTo(Verdict.FAILED) >= 0)
                .map(Incident::of)
                .sorted(Comparator.comparing(Incident::verdict)
                        .thenComparingDouble(Incident::unableSeconds)
                        .thenComparingInt(incident -> incident.missed().size())
                        .reversed())
                .limit(MOST)
                .toList();
    }

    private static Incident of(PastRun run) {
        Result result = run.result();
        return new Incident(
                result.runId(),
                run.directory(),
                result.scenario(),
                ClusterName.of(result),
                result.started(),
                result.verdict(),
                result.why(),
                result.ability().map(Ability::unableSeconds).orElse(0.0),
                result.claims().stream()
                        .filter(claim -> claim.verdict() == Verdict.FAILED)
                        .map(Claim::reason)
                        .toList());
    }
}
