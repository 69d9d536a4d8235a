package dev.mesoschaos.probes.indicator;

import dev.mesoschaos.scenarios.measure.Indicator;
import dev.mesoschaos.scenarios.measure.Measurement;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import dev.mesoschaos.scenarios.model.Query;
import dev.mesoschaos.scenarios.model.Unit;
import java.util.List;
import java.util.Set;

/** For how long an app did not answer altogether. */
public final class ViolationTime implements Indicator {

    private static final String POPULATION = "requests due";

    @Override
    public String id() {
        return "violation-time";
    }

    @Override
    public String meaning() {
        return "All times together from the first of a row of failed requests to the next that was answered well, or to the end of"
                + " the window.";
    }

    @Override
    public Unit unit() {
        return Unit.SECONDS;
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
        Outages outages = Outages.of(requests, window);
        String detail = outages.rows().size() + " time(s) in which requests failed in a row, in "
                + outages.violations().size() + " violation interval(s)";
        return RequestCoverage.measured(
                timeline, window, query, Seconds.of(outages.together()), false, requests.size(), POPULATION, detail);
    }
}
