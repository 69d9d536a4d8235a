package dev.mesoschaos.probes.indicator;

import dev.mesoschaos.scenarios.measure.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * When requests failed.
 *
 * @param longest from the first of a row of failures to the next success, or to the end of the window; the longest row
 * @param violations stretches of time with failures at most {@link #APART} apart
 */
record Outages(Duration longest, List<Window> violations) {

    /** Failures that are further apart than this belong to different violations. */
    static final Duration APART = Duration.ofSeconds(1);

    /** Looks at requests that are in due order. */
    static Outages of(List<AskedRequest> requests, Window window) {
        return new Outages(longest(requests, window.to()), violations(requests));
    }

    private static Duration longest(List<AskedRequest> requests, Instant end) {
        List<Window> rows = new ArrayList<>();
        Instant since = null;
        for (AskedRequest request : requests) {
            if (!request.ok() && since == null) {
                since = request.due();
            } else if (request.ok() && since != null) {
                rows.add(new Window(since, request.due()));
                since = null;
            }
        }
        if (since != null) {
            rows.add(new Window(since, end));
        }
        return rows.stream().map(Window::length).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }

    private static List<Window> violations(List<AskedRequest> requests) {
        List<Window> violations = new ArrayList<>();
        for (AskedRequest request : requests) {
            if (!request.ok()) {
                Instant due = request.due();
                boolean goesOn =
                        !violations.isEmpty() && !violations.getLast().to().plus(APART).isBefore(due);
                Instant from = goesOn ? violations.removeLast().from() : due;
                violations.add(new Window(from, due));
            }
        }
        return violations;
    }
}
