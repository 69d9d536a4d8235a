package dev.mesoschaos.probes.indicator;

import dev.mesoschaos.scenarios.journal.Event.Outcome;
import dev.mesoschaos.scenarios.measure.Indicator;
import dev.mesoschaos.scenarios.measure.Measurement;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import dev.mesoschaos.scenarios.model.Query;
import dev.mesoschaos.scenarios.model.Unit;
import java.util.List;
import java.util.Set;

/** What an app says to those whom it answers. */
public final class ErrorRatio implements Indicator {

    private static final String POPULATION = "requests answered";

    @Override
    public String id() {
        return "error-ratio";
    }

    @Override
    public String meaning() {
        return "Share of the answers whose status was no 2xx; requests that got no answer in time are not in it, but count for"
                + " availability.";
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
        long errors = count(requests, Outcome.ERROR_STATUS);
        long answered = errors + count(requests, Outcome.OK);
        if (answered == 0) {
            return Measurement.none(POPULATION, "none of " + requests.size() + " requests due was answered");
        }
        String detail = errors + " of " + answered + " answers were errors; " + (requests.size() - answered) + " of "
                + requests.size() + " requests due got none";
        return RequestCoverage.measured(
                timeline, window, query, (double) errors / answered, false, answered, POPULATION, detail);
    }

    private static long count(List<AskedRequest> requests, Outcome outcome) {
        return requests.stream().filter(request -> request.outcome() == outcome).count();
    }
}
