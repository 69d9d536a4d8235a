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
 * @param rows each from the first of a row of failures to the next success, or to the end of the window
 * @param open whether the last row had not ended by then
 * @param violations stretches of time with failures at most {@link #APART} apart
 */
record Outages(List<Window> rows, boolean open, List<Window> violations) {

    /** Failures that are further apart than this belong to different violations. */
    static final Duration APART = Duration.ofSeconds(1);

    /** Looks at requests that are in due order. */
    static Outages of(List<AskedRequest> requests, Window window) {
        boolean open = !requests.isEmpty() && !requests.getLast().ok();
        return new Outages(rows(requests, window.to()), open, violations(requests));
    }

    /** The length of the longest row; zero without any. */
    Duration longest() {
        return rows.stream().map(Window::length).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }

    /** The lengths of all rows together. */
    Duration together() {
        return rows.stream().map(Window::length).reduce(Duration.ZERO, Duration::plus);
    }

    private static List<Window> rows(List<AskedRequest> requests, Instant end) {
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
        return rows;
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
