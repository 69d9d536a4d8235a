package dev.mesoschaos.reports.view;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.Event.Outcome;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What an SLA probe saw of an app.
 *
 * @param title the probe and its app
 * @param longestOutage in words
 * @param unknown time between two requests during which the probe measured nothing although requests were due
 * @param violations stretches with failures, in words
 */
public record RequestView(
        String id,
        String title,
        String rate,
        String longestOutage,
        String unknown,
        List<String> violations,
        List<Row> rows,
        Panel latency,
        Panel errors,
        List<Window> violated) {

    /** A stretch of time in numbers. */
    public record Row(String stretch, long n, String ok, String p50, String p99, String failures) {}

    /** One for each probe and app. */
    static List<RequestView> of(Timeline timeline, Axis axis, List<Stretch> stretches) {
        Map<String, List<Event.Requests>> probes = new LinkedHashMap<>();
        for (Event.Requests batch : timeline.of(Event.Requests.class)) {
            String probe = batch.probe() + " → " + batch.app();
            probes.computeIfAbsent(probe, name -> new ArrayList<>()).add(batch);
        }
        List<RequestView> views = new ArrayList<>();
        probes.forEach((name, batches) -> views.add(
                view("requests-" + (views.size() + 1), name, batches, timeline, axis, stretches)));
        return views;
    }

    private static RequestView view(
            String id,
            String name,
            List<Event.Requests> batches,
            Timeline timeline,
            Axis axis,
            List<Stretch> stretches) {
        List<Asked> requests = Asked.of(batches);
        Outages outages = Outages.of(requests, timeline.horizon());
        RequestBuckets buckets = new RequestBuckets(requests, axis);
        double rate = batches.getFirst().rate();
        String each = " per " + buckets.widthMillis() + " ms";
        String summary = summary(requests, outages);
        return new RequestView(
                id,
                name,
                String.format(Locale.ROOT, "%.0f/s", rate),
                Words.duration(outages.longest()),
                Words.duration(unknown(requests, rate)),
                outages.violations().stream().map(axis::words).toList(),
                stretches.stream().map(stretch -> row(stretch, requests)).toList(),
                new Panel(
                        id + "-latency",
                        "Latency of answered requests" + each,
                        summary,
                        buckets.latency(id + "-latency")),
                new Panel(id + "-errors", "Failed requests" + each, summary, buckets.errors(id + "-errors")),
                outages.violations());
    }

    private static String summary(List<Asked> requests, Outages outages) {
        long ok = requests.stream().filter(Asked::ok).count();
        return ok + " of " + requests.size() + " requests answered well; longest outage "
                + Words.duration(outages.longest()) + ".";
    }

    /** Gaps of more than a second, or of five requests where they are rarer. */
    private static Duration unknown(List<Asked> requests, double rate) {
        Duration allowed = Duration.ofMillis((long) Math.max(1000, rate > 0 ? 5000 / rate : 1000));
        Duration sum = Duration.ZERO;
        for (int i = 1; i < requests.size(); i++) {
            Duration gap = Duration.between(requests.get(i - 1).due(), requests.get(i).due());
            sum = gap.compareTo(allowed) > 0 ? sum.plus(gap) : sum;
        }
        return sum;
    }

    private static Row row(Stretch stretch, List<Asked> all) {
        List<Asked> inside = all.stream()
                .filter(request -> stretch.window().contains(request.due()))
                .toList();
        long ok = inside.stream().filter(Asked::ok).count();
        return new Row(
                stretch.name(),
                inside.size(),
                Words.share(ok, inside.size()),
                latency(inside, 50),
                latency(inside, 99),
                failures(inside));
    }

    private static String latency(List<Asked> requests, double percent) {
        double micros = Asked.latencyMicros(requests, percent);
        return Double.isNaN(micros) ? Words.NONE : Words.millis(micros);
    }

    private static String failures(List<Asked> requests) {
        Map<Outcome, Long> failures = requests.stream()
                .filter(request -> !request.ok())
                .collect(Collectors.groupingBy(Asked::outcome, TreeMap::new, Collectors.counting()));
        String text = failures.entrySet().stream()
                .map(entry -> entry.getValue() + " "
                        + entry.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining(", "));
        return text.isEmpty() ? Words.NONE : text;
    }
}
