package dev.mesoschaos.probes.indicator;

import dev.mesoschaos.scenarios.journal.Event.Outcome;
import dev.mesoschaos.scenarios.measure.Indicator;
import dev.mesoschaos.scenarios.measure.Measurement;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import dev.mesoschaos.scenarios.model.Query;
import dev.mesoschaos.scenarios.model.Unit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What an app's users see: the share of requests that were answered well. */
public final class Availability implements Indicator {

    private static final String POPULATION = "requests due";
    private static final double MILLIS = 1000;

    @Override
    public String id() {
        return "availability";
    }

    @Override
    public String meaning() {
        return "Share of the requests due that were answered with a 2xx status within the probe's timeout; one for"
                + " which there was no instance to ask is a failure.";
    }

    @Override
    public Unit unit() {
        return Unit.RATIO;
    }

    @Override
    public Set<Query.Key> takes() {
        return Set.of(Query.Key.APP, Query.Key.PROBE);
    }

    @Override
    public Measurement measure(Timeline timeline, Window window, Query query) {
        List<AskedRequest> requests = AskedRequest.dueIn(timeline, window, query);
        if (requests.isEmpty()) {
            return Measurement.none(POPULATION, "no request was due");
        }
        long ok = requests.stream().filter(AskedRequest::ok).count();
        String detail = detail(requests, ok, window);
        return RequestCoverage.measured(
                timeline, window, query, (double) ok / requests.size(), false, requests.size(), POPULATION, detail);
    }

    private static String detail(List<AskedRequest> requests, long ok, Window window) {
        Outages outages = Outages.of(requests, window);
        String text = ok + " of " + requests.size() + " answered well" + failures(requests);
        if (!outages.violations().isEmpty()) {
            text += String.format(
                    Locale.ROOT,
                    "; longest outage %.2f s; %d violation interval(s)",
                    Seconds.of(outages.longest()),
                    outages.violations().size());
        }
        Latencies latencies = new Latencies(requests);
        if (latencies.count() > 0) {
            text += String.format(
                    Locale.ROOT,
                    "; latency p50 %.1f ms, p99 %.1f ms",
                    latencies.percentileSeconds(50) * MILLIS,
                    latencies.percentileSeconds(99) * MILLIS);
        }
        return text;
    }

    private static String failures(List<AskedRequest> requests) {
        Map<Outcome, Long> failures = requests.stream()
                .filter(request -> !request.ok())
                .collect(Collectors.groupingBy(AskedRequest::outcome, TreeMap::new, Collectors.counting()));
        return failures.entrySet().stream()
                .map(entry -> ", " + entry.getValue() + " "
                        + entry.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining());
    }
}
