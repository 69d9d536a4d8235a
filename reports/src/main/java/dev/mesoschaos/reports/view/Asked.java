package dev.mesoschaos.reports.view;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.Event.Outcome;
import dev.mesoschaos.scenarios.measure.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A request.
 *
 * @param dueMicros since the start of the run
 * @param host whom it asked; empty when there was nobody to ask
 */
record Asked(long dueMicros, long latencyMicros, Outcome outcome, String host) {

    /** All requests of some batches, in due order. */
    static List<Asked> of(List<Event.Requests> batches, Axis axis) {
        List<Asked> all = new ArrayList<>();
        for (Event.Requests batch : batches) {
            long from = axis.micros(batch.at());
            for (Event.Request request : batch.requests()) {
                all.add(new Asked(
                        from + request.dueMicros(), request.latencyMicros(), request.outcome(), request.host()));
            }
        }
        all.sort(Comparator.comparingLong(Asked::dueMicros));
        return all;
    }

    /** Those due in a window. */
    static List<Asked> in(Window window, List<Asked> requests, Axis axis) {
        long from = axis.micros(window.from());
        long to = axis.micros(window.to());
        return requests.stream()
                .filter(request -> from <= request.dueMicros && request.dueMicros < to)
                .toList();
    }

    boolean ok() {
        return outcome == Outcome.OK;
    }

    /** Latencies of those that were answered well, in microseconds, rising. */
    static long[] latencies(List<Asked> requests) {
        return requests.stream().filter(Asked::ok).mapToLong(Asked::latencyMicros).sorted().toArray();
    }

    /** Percentile of rising latencies, by nearest rank; NaN when there is none. */
    static double percentile(long[] sorted, double percent) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int rank = Math.max(1, (int) Math.ceil(percent / 100 * sorted.length));
        return sorted[rank - 1];
    }

    /** A percentile in words. */
    static String words(long[] sorted, double percent) {
        double micros = percentile(sorted, percent);
        return Double.isNaN(micros) ? Words.NONE : Words.millis(micros);
    }
}
