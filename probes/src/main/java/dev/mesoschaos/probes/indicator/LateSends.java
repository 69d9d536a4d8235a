package dev.mesoschaos.probes.indicator;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import dev.mesoschaos.scenarios.model.Query;
import java.util.List;
import java.util.Locale;

/** Requests that the probe itself sent late: part of the latency is its own then. */
final class LateSends {

    /** Fewer are not worth a word. */
    private static final double WORTH_SAYING = 0.01;

    private LateSends() {}

    /** In words, by the batches that began in a window; empty when the probe kept its rate. */
    static String in(Timeline timeline, Window window, Query query) {
        List<Event.Requests> batches = timeline.of(Event.Requests.class).stream()
                .filter(batch -> AskedRequest.isAbout(batch, query) && window.contains(batch.at()))
                .toList();
        double late = batches.stream().mapToInt(Event.Requests::late).sum();
        int all = batches.stream().mapToInt(batch -> batch.requests().size()).sum();
        return late <= WORTH_SAYING * all
                ? ""
                : String.format(Locale.ROOT, "; %.0f %% were sent more than 1 ms late, by the probe's own fault",
                        100 * late / all);
    }
}
