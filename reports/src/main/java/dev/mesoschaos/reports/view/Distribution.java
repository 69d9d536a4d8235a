package dev.mesoschaos.reports.view;

import dev.mesoschaos.reports.view.Chart.Across;
import dev.mesoschaos.reports.view.Chart.Form;
import dev.mesoschaos.reports.view.Chart.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Latencies of several groups as cumulative distributions: the share of answered requests that took at most so long. */
final class Distribution {

    private static final int STEPS = 200;
    private static final List<String> COLOURS = List.of("series-2", "warn", "series-1", "good", "calm", "bad");

    private Distribution() {}

    static Panel of(String id, Map<String, long[]> groups) {
        SortedSet<Long> grid = new TreeSet<>();
        groups.values().forEach(sorted -> quantiles(sorted, grid));
        List<Series> series = new ArrayList<>();
        groups.forEach((name, sorted) -> series.add(
                new Series(name, Form.STEPS, COLOURS.get(series.size() % COLOURS.size()), shares(sorted, grid))));
        List<Double> millis = grid.stream().map(micros -> micros / 1000.0).toList();
        String summary = groups.entrySet().stream()
                .map(group -> group.getKey() + ": n = " + group.getValue().length + ", p50 " + Asked.words(group.getValue(), 50)
                        + ", p99 " + Asked.words(group.getValue(), 99))
                .collect(Collectors.joining("; ", "", "."));
        Across across = new Across("latency", "ms", true, List.of());
        return new Panel(id, "Share of answered requests by latency, during the fault", summary,
                new Chart(id, "%", true, millis, series, Optional.of(across)));
    }

    private static void quantiles(long[] sorted, SortedSet<Long> grid) {
        for (int i = 0; i <= STEPS && sorted.length > 0; i++) {
            grid.add(Math.max(1, sorted[(int) ((sorted.length - 1L) * i / STEPS)]));
        }
    }

    private static List<Double> shares(long[] sorted, SortedSet<Long> grid) {
        List<Double> shares = new ArrayList<>();
        for (long micros : grid) {
            shares.add(sorted.length == 0 ? null : Math.round(10_000.0 * atMost(sorted, micros) / sorted.length) / 100.0);
        }
        return shares;
    }

    private static int atMost(long[] sorted, long micros) {
        int found = Arrays.binarySearch(sorted, micros + 1);
        int at = found < 0 ? -found - 1 : found;
        while (at > 0 && sorted[at - 1] > micros) {
            at--;
        }
        return at;
    }
}
