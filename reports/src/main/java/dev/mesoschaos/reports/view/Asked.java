package dev.mesoschaos.reports.view;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.Event.Outcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

/** A request with its absolute time. */
record Asked(Instant due, long latencyMicros, Outcome outcome) {

    static List<Asked> of(List<Event.Requests> batches) {
        return batches.stream()
                .flatMap(batch -> batch.requests().stream()
                        .map(request -> new Asked(
                                batch.at().plus(request.dueMicros(), ChronoUnit.MICROS),
                                request.latencyMicros(),
                                request.outcome())))
                .sorted(Comparator.comparing(Asked::due))
                .toList();
    }

    boolean ok() {
        return outcome == Outcome.OK;
    }

    /** Percentile of the latency of those that were answered well, in microseconds; NaN when none was. */
    static double latencyMicros(List<Asked> requests, double percent) {
        long[] sorted = requests.stream()
                .filter(Asked::ok)
                .mapToLong(Asked::latencyMicros)
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int rank = Math.max(1, (int) Math.ceil(percent / 100 * sorted.length));
        return sorted[rank - 1];
    }
}
