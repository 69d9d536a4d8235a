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
                .filter(batch -> query.app().map(batch.app()::equals).orElse(true) && touches(batch, window))
                .flatMap(batch -> batch.requests().stream()
                        .map(request -> new AskedRequest(
                                due(batch, request),
                                request.latencyMicros(),
                                request.outcome())))
                .filter(request -> window.contains(request.due))
                .sorted(Comparator.comparing(AskedRequest::due))
                .toList();
    }

    /** Indicators are asked again and again while a run goes on, so what lies outside is dropped by the batch. */
    private static boolean touches(Event.Requests batch, Window window) {
        return batch.at().isBefore(window.to())
                && !batch.requests().isEmpty()
                && !due(batch, batch.requests().getLast()).isBefore(window.from());
    }

    private static Instant due(Event.Requests batch, Event.Request request) {
        return batch.at().plus(request.dueMicros(), ChronoUnit.MICROS);
    }

    boolean ok() {
        return outcome == Outcome.OK;
    }
}
