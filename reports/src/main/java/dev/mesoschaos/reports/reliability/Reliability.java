package dev.mesoschaos.reports.reliability;

import dev.mesoschaos.reports.history.History;
import dev.mesoschaos.reports.history.PastRun;
import dev.mesoschaos.reports.trend.Trend;
import dev.mesoschaos.scenarios.verdict.EnvironmentFingerprint;
import dev.mesoschaos.scenarios.verdict.Result;
import dev.mesoschaos.scenarios.verdict.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What many runs say.
 *
 * @param schema version of this record's JSON form
 * @param from start of the first run
 * @param to start of the last run
 * @param promise share of canaries that shall run in time, by which the budgets of {@code ability} are counted
 * @param verdicts how often each came
 * @param environments the parts of each, by hash
 * @param unreadable results that could not be read
 */
public record Reliability(
        int schema,
        Instant from,
        Instant to,
        double promise,
        int runs,
        Map<Verdict, Integer> verdicts,
        List<AbilityRow> ability,
        List<ObjectiveRow> objectives,
        List<Trend> trends,
        List<Incident> incidents,
        Untested untested,
        Map<String, Map<String, String>> environments,
        List<String> unreadable) {

    /** The present version of the JSON form. */
    public static final int SCHEMA = 1;

    /**
     * Adds up runs.
     *
     * @param history at least one run
     * @param promise between 0 and 1, both excluded
     * @param known what could have been tested
     */
    public static Reliability of(History history, double promise, Known known) {
        List<PastRun> runs = history.runs();
        List<Result> results = runs.stream().map(PastRun::result).toList();
        return new Reliability(
                SCHEMA,
                results.getFirst().started(),
                results.getLast().started(),
                promise,
                runs.size(),
                counts(results),
                AbilityRow.of(results, promise),
                ObjectiveRow.of(results),
                Trend.of(runs),
                Incident.worst(runs),
                Untested.of(results, known),
                environments(results),
                history.unreadable());
    }

    private static Map<Verdict, Integer> counts(List<Result> results) {
        Map<Verdict, Integer> counts = new TreeMap<>();
        results.forEach(result -> counts.merge(result.verdict(), 1, Integer::sum));
        return counts;
    }

    private static Map<String, Map<String, String>> environments(List<Result> results) {
        Map<String, Map<String, String>> environments = new TreeMap<>();
        results.stream()
                .flatMap(result -> result.environment().stream())
                .forEach((EnvironmentFingerprint one) -> environments.put(one.hash(), new TreeMap<>(one.parts())));
        return environments;
    }

    /**
     * What could have been tested.
     *
     * @param faults ids of all faults there are
     * @param scenarios names of all scenarios of the library
     */
    public record Known(List<String> faults, List<String> scenarios) {}
}
