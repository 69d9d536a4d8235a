package dev.mesoschaos.reports.view;

import dev.mesoschaos.scenarios.measure.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * When requests failed.
 *
 * @param longest from the first of a row of failures to the next success, or to the end; the longest row
 * @param violations stretches of time with failures at most {@link #APART} apart
 */
record Outages(Duration longest, List<Window> violations) {

    private static final Duration APART = Duration.ofSeconds(1);

    /** Looks at requests that are in due order. */
    static Outages of(List<Asked> requests, Instant end) {
        List<Window> rows = new ArrayList<>();
        List<Window> violations = new ArrayList<>();
        Instant since = null;
        for (Asked request : requests) {
            if (request.ok()) {
                if (since != null) {
                    rows.add(new Window(since, request.due()));
                }
                since = null;
            } else {
                since = since == null ? request.due() : since;
                extend(violations, request.due());
            }
        }
        if (since != null) {
            rows.add(new Window(since, end));
        }
        Duration longest =
                rows.stream().map(Window::length).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
        return new Outages(longest, violations);
    }

    private static void extend(List<Window> violations, Instant failure) {
        boolean goesOn = !violations.isEmpty()
                && !violations.getLast().to().plus(APART).isBefore(failure);
        Instant from = goesOn ? violations.removeLast().from() : failure;
        violations.add(new Window(from, failure));
    }
}
