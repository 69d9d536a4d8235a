package dev.mesoschaos.reports.reliability;

import dev.mesoschaos.scenarios.verdict.Ability;
import dev.mesoschaos.scenarios.verdict.Result;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The ability to schedule of one cluster in one month, while faults came and went.
 *
 * @param month in UTC, such as {@code 2026-11}
 * @param runs that measured it
 * @param due canaries whose outcome is known
 * @param inTime those that ran within their deadline
 * @param budgetSpent canaries that did not, as a share of those that need not under the promise; above 1 it was broken
 */
public record AbilityRow(
        String month,
        String cluster,
        int runs,
        long due,
        long inTime,
        double unableSeconds,
        double seconds,
        double share,
        double budgetSpent) {

    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("yyyy-MM", Locale.ROOT).withZone(ZoneOffset.UTC);

    static List<AbilityRow> of(List<Result> results, double promise) {
        Map<String, Map<String, List<Ability>>> groups = new TreeMap<>();
        for (Result result : results) {
            result.ability().ifPresent(ability -> groups
                    .computeIfAbsent(MONTH.format(result.started()), month -> new TreeMap<>())
                    .computeIfAbsent(ClusterName.of(result), cluster -> new ArrayList<>())
                    .add(ability));
        }
        List<AbilityRow> rows = new ArrayList<>();
        groups.forEach((month, clusters) ->
                clusters.forEach((cluster, all) -> rows.add(sum(month, cluster, all, promise))));
        return rows;
    }

    private static AbilityRow sum(String month, String cluster, List<Ability> all, double promise) {
        long due = all.stream().mapToLong(Ability::due).sum();
        long inTime = all.stream().mapToLong(Ability::inTime).sum();
        return new AbilityRow(
                month,
                cluster,
                all.size(),
                due,
                inTime,
                all.stream().mapToDouble(Ability::unableSeconds).sum(),
                all.stream().mapToDouble(Ability::seconds).sum(),
                (double) inTime / due,
                (due - inTime) / ((1 - promise) * due));
    }
}
