package dev.mesoschaos.reports.view;

import dev.mesoschaos.scenarios.measure.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * When requests failed, and when nobody knows.
 *
 * @param longest from the first of a row of failures to the next success, or to the end; the longest row
 * @param violations stretches of time with failures at most {@link #APART_MICROS} apart
 * @param unknown stretches between two requests during which the probe measured nothing although requests were due
 */
record Outages(Optional<Window> longest, List<Violation> violations, List<Window> unknown) {

    private static final long APART_MICROS = 1_000_000;

    /** This many requests must be missing before the time counts as unknown, and no less than a second. */
    private static final double MISSING = 5;

    /**
     * A stretch of failures.
     *
     * @param failed how many requests failed in it
     * @param of how many were due
     */
    record Violation(Window window, int failed, int of) {}

    /** Looks at requests that are in due order. */
    static Outages of(List<Asked> requests, double ratePerSecond, Instant end, Axis axis) {
        return new Outages(
                longest(requests, axis.micros(end), axis), violations(requests, axis), unknown(requests, ratePerSecond, axis.micros(end), axis));
    }

    private static Optional<Window> longest(List<Asked> requests, long end, Axis axis) {
        List<Window> rows = new ArrayList<>();
        long since = -1;
        for (Asked request : requests) {
            if (request.ok() && since >= 0) {
                rows.add(window(since, request.dueMicros(), axis));
                since = -1;
            } else if (!request.ok() && since < 0) {
                since = request.dueMicros();
            }
        }
        if (since >= 0) {
            rows.add(window(since, end, axis));
        }
        return rows.stream().max(Comparator.comparing(Window::length));
    }

    private static List<Violation> violations(List<Asked> requests, Axis axis) {
        List<Violation> violations = new ArrayList<>();
        int first = -1;
        int last = -1;
        int failed = 0;
        for (int i = 0; i < requests.size(); i++) {
            if (requests.get(i).ok()) {
                continue;
            }
            if (first >= 0 && requests.get(i).dueMicros() - requests.get(last).dueMicros() > APART_MICROS) {
                violations.add(violation(requests, first, last, failed, axis));
                first = -1;
            }
            failed = first < 0 ? 1 : failed + 1;
            first = first < 0 ? i : first;
            last = i;
        }
        if (first >= 0) {
            violations.add(violation(requests, first, last, failed, axis));
        }
        return violations;
    }

    private static Violation violation(List<Asked> requests, int first, int last, int failed, Axis axis) {
        return new Violation(
                window(requests.get(first).dueMicros(), requests.get(last).dueMicros(), axis), failed, last - first + 1);
    }

    /** Also after the last one: a probe that died has not seen that all was well. */
    private static List<Window> unknown(List<Asked> requests, double ratePerSecond, long end, Axis axis) {
        long allowed = (long) Math.max(1e6, ratePerSecond > 0 ? MISSING * 1e6 / ratePerSecond : 0);
        List<Window> unknown = new ArrayList<>();
        for (int i = 1; i <= requests.size(); i++) {
            long before = requests.get(i - 1).dueMicros();
            long next = i < requests.size() ? requests.get(i).dueMicros() : end;
            if (next - before > allowed) {
                unknown.add(window(before, next, axis));
            }
        }
        return unknown;
    }

    private static Window window(long from, long to, Axis axis) {
        return new Window(axis.moment(from), axis.moment(to));
    }

    /** Time in which nothing was measured, in all. */
    Duration unknownTime() {
        return unknown.stream().map(Window::length).reduce(Duration.ZERO, Duration::plus);
    }
}
