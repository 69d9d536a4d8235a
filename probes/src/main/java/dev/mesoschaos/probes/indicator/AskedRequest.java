package dev.mesoschaos.probes.indicator;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.Event.Outcome;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import dev.mesoschaos.scenarios.model.Query;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

/** A request of an SLA probe, with its absolute time. */
record AskedRequest(Instant due, long latencyMicros, Outcome outcome) {

    /** The requests due in a window that a query is about, in due order. */
    static List<AskedRequest> dueIn(Timeline timeline, Window window, Query query) {
        return timeline.of(Event.Requests.class).stream()
                .filter(batch -> query.app().map(batch.app()::equals).orElse(true))
                .flatMap(batch -> batch.requests().stream()
                        .map(request -> new AskedRequest(
                                batch.at().plus(request.dueMicros(), ChronoUnit.MICROS),
                                request.latencyMicros(),
                                request.outcome())))
                .filter(request -> window.contains(request.due))
                .sorted(Comparator.comparing(AskedRequest::due))
                .toList();
    }

    boolean ok() {
        return outcome == Outcome.OK;
    }
}
