package dev.mesoschaos.probes.indicator;

import dev.mesoschaos.scenarios.measure.Indicator;
import dev.mesoschaos.scenarios.measure.Measurement;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import dev.mesoschaos.scenarios.model.Query;
import dev.mesoschaos.scenarios.model.Unit;
import java.util.List;
import java.util.Set;

/** How long an app's users wait for an answer. */
public final class Latency implements Indicator {

    private static final String POPULATION = "requests answered well";
    private static final double DEFAULT_PERCENTILE = 99;

    @Override
    public String id() {
        return "latency";
    }

    @Override
    public String meaning() {
        return "Percentile, by default the 99th, of the time from when a request was due to its answer, over the"
                + " requests answered with a 2xx status; availability counts the others.";
    }

    @Override
    public Unit unit() {
        return Unit.SECONDS;
    }

    @Override
    public Set<Query.Key> takes() {
        return Set.of(Query.Key.APP, Query.Key.PERCENTILE, Query.Key.PROBE);
    }

    @Override
    public Measurement measure(Timeline timeline, Window window, Query query) {
        List<AskedRequest> requests = AskedRequest.dueIn(timeline, window, query);
        Latencies latencies = new Latencies(requests);
        if (latencies.count() == 0) {
            return Measurement.none(POPULATION, "none of " + requests.size() + " requests due was answered well");
        }
        String detail = requests.size() - latencies.count() + " of " + requests.size()
                + " requests due had no good answer and are left out" + LateSends.in(timeline, window, query);
        double percentile = query.percentile().orElse(DEFAULT_PERCENTILE);
        return RequestCoverage.measured(
                timeline,
                window,
                query,
                latencies.percentileSeconds(percentile),
                false,
                latencies.count(),
                POPULATION,
                detail);
    }
}
