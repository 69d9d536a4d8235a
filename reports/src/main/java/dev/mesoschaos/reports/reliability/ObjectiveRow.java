package dev.mesoschaos.reports.reliability;

import dev.mesoschaos.scenarios.model.Unit;
import dev.mesoschaos.scenarios.verdict.Claim;
import dev.mesoschaos.scenarios.verdict.Result;
import dev.mesoschaos.scenarios.verdict.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How often an objective was kept on one cluster.
 *
 * @param undecided runs in which it could not be judged: no compliance, and no miss either
 * @param worst the worst number measured
 * @param budgetSpent of shares with a lower limit: what was lost, as a share of what the limit lets be lost, over all runs
 */
public record ObjectiveRow(
        String cluster,
        String scenario,
        String indicator,
        String about,
        String bound,
        Unit unit,
        int kept,
        int missed,
        int undecided,
        OptionalDouble worst,
        OptionalDouble budgetSpent) {

    /** Runs that kept it, as a share of those that judged it; empty when none did. */
    public OptionalDouble compliance() {
        int judged = kept + missed;
        return judged == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) kept / judged);
    }

    /** The least kept first. */
    static List<ObjectiveRow> of(List<Result> results) {
        Map<List<String>, List<Claim>> groups = new LinkedHashMap<>();
        for (Result result : results) {
            String cluster = ClusterName.of(result);
            for (Claim claim : result.claims()) {
                List<String> key = List.of(cluster, result.scenario(), claim.indicator(), claim.about(), claim.bound());
                groups.computeIfAbsent(key, one -> new ArrayList<>()).add(claim);
            }
        }
        return groups.entrySet().stream()
                .map(group -> row(group.getKey(), group.getValue()))
                .sorted(Comparator.comparingDouble((ObjectiveRow row) -> row.compliance().orElse(0))
                        .thenComparing(ObjectiveRow::scenario))
                .toList();
    }

    private static ObjectiveRow row(List<String> key, List<Claim> claims) {
        double[] values = claims.stream().flatMapToDouble(claim -> claim.measured().value().stream()).sorted().toArray();
        Claim one = claims.getFirst();
        int kept = count(claims, Verdict.PASSED);
        int missed = count(claims, Verdict.FAILED);
        return new ObjectiveRow(
                key.get(0),
                key.get(1),
                key.get(2),
                key.get(3),
                key.get(4),
                one.unit(),
                kept,
                missed,
                claims.size() - kept - missed,
                values.length == 0
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(one.moreIsBetter() ? values[0] : values[values.length - 1]),
                budgetSpent(claims));
    }

    private static OptionalDouble budgetSpent(List<Claim> claims) {
        List<Claim> shares = claims.stream()
                .filter(claim -> claim.unit() == Unit.RATIO && claim.moreIsBetter())
                .filter(claim -> claim.measured().value().isPresent() && claim.limit().isPresent())
                .toList();
        double lost = shares.stream()
                .mapToDouble(claim -> (1 - claim.measured().value().orElseThrow()) * claim.measured().n())
                .sum();
        double may = shares.stream()
                .mapToDouble(claim -> (1 - claim.limit().orElseThrow()) * claim.measured().n())
                .sum();
        return may > 0 ? OptionalDouble.of(lost / may) : OptionalDouble.empty();
    }

    private static int count(List<Claim> claims, Verdict verdict) {
        return (int) claims.stream().filter(claim -> claim.verdict() == verdict).count();
    }
}
