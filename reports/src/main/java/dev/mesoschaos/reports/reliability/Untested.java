package dev.mesoschaos.reports.reliability;

import dev.mesoschaos.scenarios.cluster.EvidenceGrade;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.verdict.LedgerEntry;
import dev.mesoschaos.scenarios.verdict.Result;
import dev.mesoschaos.scenarios.verdict.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What these runs say nothing about.
 *
 * @param faults that were in effect in no run
 * @param scenarios of the library that no run passed or failed
 * @param grades of evidence that no run has
 * @param skipped why runs were skipped, and how often
 * @param inconclusive why runs proved nothing, and how often
 * @param withoutCanaries runs that did not measure the ability to schedule all the time
 * @param withoutEnvironment runs that no trend can take in
 * @param doesNotProve what runs say of themselves, and how many do
 */
public record Untested(
        List<String> faults,
        List<String> scenarios,
        List<String> grades,
        Map<String, Integer> skipped,
        Map<String, Integer> inconclusive,
        int withoutCanaries,
        int withoutEnvironment,
        Map<String, Integer> doesNotProve) {

    static Untested of(List<Result> results, Reliability.Known known) {
        Set<String> faults = results.stream()
                .flatMap(result -> result.ledger().stream())
                .filter(entry -> entry.activeFrom().isPresent())
                .map(LedgerEntry::fault)
                .collect(Collectors.toSet());
        Set<String> scenarios = results.stream()
                .filter(result -> result.verdict() == Verdict.PASSED || result.verdict() == Verdict.FAILED)
                .map(Result::scenario)
                .collect(Collectors.toSet());
        Set<EvidenceGrade> grades = results.stream()
                .flatMap(result -> result.cluster().stream())
                .map(Event.ClusterOpened::grade)
                .collect(Collectors.toSet());
        return new Untested(
                known.faults().stream().filter(fault -> !faults.contains(fault)).sorted().toList(),
                known.scenarios().stream().filter(name -> !scenarios.contains(name)).sorted().toList(),
                Arrays.stream(EvidenceGrade.values())
                        .filter(grade -> !grades.contains(grade))
                        .map(EvidenceGrade::word)
                        .toList(),
                reasons(results, Verdict.SKIPPED),
                reasons(results, Verdict.INCONCLUSIVE),
                (int) results.stream().filter(result -> result.ability().isEmpty()).count(),
                (int) results.stream().filter(result -> result.environment().isEmpty()).count(),
                counted(results.stream().flatMap(result -> result.doesNotProve().stream()).toList()));
    }

    private static Map<String, Integer> reasons(List<Result> results, Verdict verdict) {
        return counted(results.stream()
                .filter(result -> result.verdict() == verdict)
                .map(result -> result.scenario() + ": " + result.why())
                .toList());
    }

    private static Map<String, Integer> counted(List<String> texts) {
        Map<String, Integer> counts = new TreeMap<>();
        texts.forEach(text -> counts.merge(text, 1, Integer::sum));
        return counts;
    }
}
