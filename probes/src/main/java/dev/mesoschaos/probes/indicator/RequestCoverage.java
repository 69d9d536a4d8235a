package dev.mesoschaos.probes.indicator;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Measurement;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import dev.mesoschaos.scenarios.model.Query;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Whether the HTTP probes measured all through a window, each app for itself. */
final class RequestCoverage {

    private static final double NANOS_PER_SECOND = 1e9;

    private RequestCoverage() {}

    /** A number about requests, unless there were times in which nobody asked. */
    static Measurement measured(
            Timeline timeline,
            Window window,
            Query query,
            double value,
            boolean censored,
            long n,
            String population,
            String detail) {
        Optional<String> gap = gap(timeline, window, query);
        return new Measurement(
                gap.isPresent() ? OptionalDouble.empty() : OptionalDouble.of(value),
                censored,
                n,
                population,
                gap.map(reason -> reason + "; otherwise " + detail).orElse(detail),
                List.of());
    }

    /** Why the window's numbers would be worth nothing; empty when they are worth something. */
    static Optional<String> gap(Timeline timeline, Window window, Query query) {
        Map<String, List<Event.Requests>> byApp = timeline.of(Event.Requests.class).stream()
                .filter(batch -> AskedRequest.isAbout(batch, query))
                .collect(Collectors.groupingBy(Event.Requests::app));
        return byApp.entrySet().stream()
                .flatMap(entry -> gap(
                        timeline, window, entry.getValue().getFirst().rate(),
                        AskedRequest.dueIn(timeline, window, batch -> AskedRequest.isAbout(batch, query) && batch.app().equals(entry.getKey()))).stream())
                .findFirst();
    }

    /** The same for questions to a part of the control plane. */
    static Optional<String> gapOfService(Timeline timeline, Window window, String service) {
        return timeline.of(Event.Requests.class).stream()
                .filter(batch -> AskedRequest.isOf(batch, service))
                .findFirst()
                .flatMap(batch -> gap(
                        timeline, window, batch.rate(), AskedRequest.toService(timeline, window, service)));
    }

    private static Optional<String> gap(Timeline timeline, Window window, double rate, List<AskedRequest> requests) {
        return Coverage.gap(
                timeline,
                window,
                requests.stream().map(AskedRequest::due).toList(),
                Duration.ofNanos(Math.round(NANOS_PER_SECOND / rate)));
    }
}
