package dev.mesoschaos.reports.trend;

import dev.mesoschaos.reports.history.PastRun;
import dev.mesoschaos.scenarios.verdict.Claim;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the objectives of one scenario went in one environment.
 *
 * @param environment hash of its fingerprint
 */
public record Trend(String scenario, String environment, List<TrendLine> lines) {

    public Trend {
        lines = List.copyOf(lines);
    }

    /** Of all sound runs whose environment is known, by scenario and environment; runs are in the order of their time. */
    public static List<Trend> of(List<PastRun> runs) {
        Map<String, List<PastRun>> groups = new TreeMap<>();
        runs.stream()
                .filter(run -> run.sound() && run.environmentKnown())
                .forEach(run -> groups
                        .computeIfAbsent(run.result().scenario() + " " + run.environment(), key -> new ArrayList<>())
                        .add(run));
        return groups.values().stream().map(Trend::ofGroup).toList();
    }

    private static Trend ofGroup(List<PastRun> runs) {
        Map<String, List<TrendPoint>> points = new LinkedHashMap<>();
        Map<String, Claim> latest = new LinkedHashMap<>();
        for (PastRun run : runs) {
            for (Claim claim : run.result().claims()) {
                String key = claim.indicator() + " " + claim.about();
                latest.put(key, claim);
                TrendPoint.of(run.result(), claim)
                        .ifPresent(point -> points.computeIfAbsent(key, name -> new ArrayList<>()).add(point));
            }
        }
        return new Trend(
                runs.getFirst().result().scenario(),
                runs.getFirst().environment(),
                latest.entrySet().stream()
                        .map(one -> TrendLine.of(one.getValue(), points.getOrDefault(one.getKey(), List.of())))
                        .toList());
    }
}
