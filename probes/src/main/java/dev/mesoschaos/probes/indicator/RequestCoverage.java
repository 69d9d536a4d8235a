package dev.mesoschaos.probes.indicator;

import dev.mesoschaos.scenarios.journal.Event;
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

    /** Why the window's numbers would be worth nothing; empty when they are worth something. */
    static Optional<String> gap(Timeline timeline, Window window, Query query) {
        Map<String, List<Event.Requests>> byApp = timeline.of(Event.Requests.class).stream()
                .filter(batch -> query.app().map(batch.app()::equals).orElse(true))
                .collect(Collectors.groupingBy(Event.Requests::app));
        return byApp.entrySet().stream()
                .flatMap(entry -> gap(timeline, window, entry.getKey(), entry.getValue()).stream())
                .findFirst();
    }

    private static Optional<String> gap(Timeline timeline, Window window, String app, List<Event.Requests> batches) {
        Query onlyApp = new Query(Optional.of(app), OptionalDouble.empty());
        Duration period = Duration.ofNanos(
                Math.round(NANOS_PER_SECOND / batches.getFirst().rate()));
        return Coverage.gap(
                timeline,
                window,
                AskedRequest.dueIn(timeline, window, onlyApp).stream().map(AskedRequest::due).toList(),
                period);
    }
}
