package dev.mesoschaos.reports.view;

import dev.mesoschaos.reports.view.Chart.Form;
import dev.mesoschaos.reports.view.Chart.Series;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Requests by stretches of equal length, so that an hour of them fits a page. */
final class RequestBuckets {

    private static final long SHORTEST_MILLIS = 250;
    /** More points than a wide screen has pixels are of no use to anybody. */
    private static final int MOST = 4000;

    private final NavigableMap<Long, List<Asked>> buckets = new TreeMap<>();
    private final long widthMillis;

    RequestBuckets(List<Asked> requests, Axis axis) {
        long lengthMillis = Duration.between(axis.origin(), axis.end()).toMillis();
        widthMillis = SHORTEST_MILLIS * (1 + lengthMillis / (SHORTEST_MILLIS * MOST));
        for (Asked request : requests) {
            buckets.computeIfAbsent(request.dueMicros() / 1000 / widthMillis, number -> new ArrayList<>()).add(request);
        }
    }

    /** How long one of them is, in milliseconds. */
    long widthMillis() {
        return widthMillis;
    }

    /** Latency of those answered well, in milliseconds; the shortest and the longest are never lost. */
    Chart latency(String id) {
        List<Double> min = new ArrayList<>();
        List<Double> p50 = new ArrayList<>();
        List<Double> p99 = new ArrayList<>();
        List<Double> max = new ArrayList<>();
        each().forEach(requests -> {
            long[] sorted = Asked.latencies(requests);
            min.add(millis(Asked.percentile(sorted, 0)));
            p50.add(millis(Asked.percentile(sorted, 50)));
            p99.add(millis(Asked.percentile(sorted, 99)));
            max.add(millis(Asked.percentile(sorted, 100)));
        });
        return new Chart(
                id,
                "ms",
                true,
                moments(),
                List.of(
                        new Series("max", Form.LINE, "faint", max),
                        new Series("p99", Form.LINE, "series-2", p99),
                        new Series("p50", Form.LINE, "series-1", p50),
                        new Series("min", Form.LINE, "faint", min)));
    }

    /** Share of failed ones, in per cent. */
    Chart errors(String id) {
        List<Double> share = new ArrayList<>();
        each().forEach(requests -> {
            long failed = requests.stream().filter(request -> !request.ok()).count();
            share.add(requests.isEmpty() ? null : round(100.0 * failed / requests.size()));
        });
        return new Chart(id, "%", true, moments(), List.of(new Series("failed", Form.AREA, "bad", share)));
    }

    private List<Double> moments() {
        List<Double> x = new ArrayList<>();
        for (long number = first(); number <= last(); number++) {
            x.add(round((number + 0.5) * widthMillis / 1000.0));
        }
        return x;
    }

    /** Also the empty ones, so that a line breaks where nothing was asked. */
    private List<List<Asked>> each() {
        List<List<Asked>> all = new ArrayList<>();
        for (long number = first(); number <= last(); number++) {
            all.add(buckets.getOrDefault(number, List.of()));
        }
        return all;
    }

    private long first() {
        return buckets.isEmpty() ? 0 : buckets.firstKey();
    }

    private long last() {
        return buckets.isEmpty() ? -1 : buckets.lastKey();
    }

    private static Double millis(double micros) {
        return Double.isNaN(micros) ? null : round(micros / 1000);
    }

    private static Double round(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
