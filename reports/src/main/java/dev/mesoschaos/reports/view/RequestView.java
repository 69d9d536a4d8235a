package dev.mesoschaos.reports.view;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.Event.Outcome;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
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
 * @param n requests that were due
 * @param longestOutage how long and when, in words
 * @param unknown time between two requests during which the probe measured nothing although requests were due
 * @param violations stretches with failures since the steady state began; the first {@link #MOST} of them
 * @param hidden how many more there are
 */
public record RequestView(
        String id,
        String title,
        String rate,
        int n,
        String longestOutage,
        String unknown,
        List<Interval> violations,
        int hidden,
        List<Row> rows,
        Panel latency,
        Panel errors,
        List<Window> violated) {

    /** How {@link #unknown} says that no time is unknown. */
    static final String NO_TIME = "0 s";

    private static final int MOST = 100;

    /** A stretch of time in numbers. */
    public record Row(String stretch, long n, String ok, String p50, String p99, String max, String failures) {}

    /** A stretch of failures: from, to, how long, and how many of how many failed. */
    public record Interval(String from, String to, String length, int failed, int of) {}

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
        List<Asked> requests = Asked.of(batches, axis);
        double rate = batches.getFirst().rate();
        Window counted = new Window(Stretch.counted(timeline), timeline.horizon());
        Outages outages = Outages.of(Asked.in(counted, requests, axis), rate, counted.to(), axis);
        RequestBuckets buckets = new RequestBuckets(requests, axis);
        String each = " per " + buckets.widthMillis() + " ms";
        String longest = outages.longest()
                .map(window -> Words.duration(window.length()) + " (" + axis.words(window) + ")")
                .orElse("none");
        String summary = summary(requests, longest);
        return new RequestView(
                id,
                name,
                String.format(Locale.ROOT, "%.0f/s", rate),
                requests.size(),
                longest,
                unknown(outages, axis),
                outages.violations().stream().limit(MOST).map(one -> interval(one, axis)).toList(),
                Math.max(0, outages.violations().size() - MOST),
                stretches.stream()
                        .map(stretch -> row(stretch.name(), Asked.in(stretch.window(), requests, axis)))
                        .toList(),
                new Panel(
                        id + "-latency",
                        "Latency of answered requests" + each,
                        summary,
                        buckets.latency(id + "-latency")),
                new Panel(id + "-errors", "Failed requests" + each, summary, buckets.errors(id + "-errors")),
                outages.violations().stream().map(Outages.Violation::window).toList());
    }

    private static String summary(List<Asked> requests, String longest) {
        long ok = requests.stream().filter(Asked::ok).count();
        return ok + " of " + requests.size() + " requests answered well; longest outage since the steady state began: " + longest + ".";
    }

    private static String unknown(Outages outages, Axis axis) {
        return outages.unknown().isEmpty()
                ? NO_TIME
                : Words.duration(outages.unknownTime())
                        + outages.unknown().stream()
                                .limit(MOST)
                                .map(axis::words)
                                .collect(Collectors.joining(", ", " (", ")"));
    }

    private static Interval interval(Outages.Violation violation, Axis axis) {
        return new Interval(
                axis.words(violation.window().from()),
                axis.words(violation.window().to()),
                Words.duration(violation.window().length()),
                violation.failed(),
                violation.of());
    }

    private static Row row(String stretch, List<Asked> inside) {
        long[] latencies = Asked.latencies(inside);
        return new Row(
                stretch,
                inside.size(),
                Words.share(latencies.length, inside.size()),
                Asked.words(latencies, 50),
                Asked.words(latencies, 99),
                Asked.words(latencies, 100),
                failures(inside));
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
