package dev.mesoschaos.probes.indicator;

import dev.mesoschaos.probes.probe.ControlPlaneProbeType;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.Event.Outcome;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import dev.mesoschaos.scenarios.model.Query;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * A request of an SLA probe, with its absolute time.
 *
 * @param host whom it asked; empty when there was nobody to ask
 */
record AskedRequest(Instant due, long latencyMicros, Outcome outcome, String host) {

    /** The requests to apps, due in a window, that a query is about; in due order. */
    static List<AskedRequest> dueIn(Timeline timeline, Window window, Query query) {
        return dueIn(timeline, window, batch -> isAbout(batch, query));
    }

    /** The questions to a part of the control plane, due in a window; in due order. */
    static List<AskedRequest> toService(Timeline timeline, Window window, String service) {
        return dueIn(timeline, window, batch -> isOf(batch, service));
    }

    /** Whether a batch is of requests to an app that a query is about. */
    static boolean isAbout(Event.Requests batch, Query query) {
        return batch.probe().equals(query.probe().orElse(Query.PROBES.getFirst()))
                && query.app().map(batch.app()::equals).orElse(true);
    }

    /** Whether a batch is of questions to a part of the control plane. */
    static boolean isOf(Event.Requests batch, String service) {
        return batch.probe().equals(ControlPlaneProbeType.ID) && batch.app().equals(service);
    }

    /** The requests of certain batches, due in a window; in due order. */
    static List<AskedRequest> dueIn(Timeline timeline, Window window, Predicate<Event.Requests> which) {
        return timeline.of(Event.Requests.class).stream()
                .filter(batch -> which.test(batch) && touches(batch, window))
                .flatMap(batch -> batch.requests().stream()
                        .map(request -> new AskedRequest(
                                due(batch, request),
                                request.latencyMicros(),
                                request.outcome(),
                                request.host())))
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
