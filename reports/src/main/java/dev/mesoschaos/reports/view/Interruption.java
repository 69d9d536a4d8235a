package dev.mesoschaos.reports.view;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.measure.Timeline;
import java.util.Locale;

/** That a run did not come to its end, or has not yet. */
final class Interruption {

    private Interruption() {}

    /** A sentence that says where the journal breaks off; empty when the run came to its end. */
    static String of(Timeline timeline, Axis axis) {
        return timeline.entered(Phase.ENDED).isPresent()
                ? ""
                : "The journal breaks off " + axis.words(timeline.end()) + " after the start, in phase "
                        + timeline.last(Event.PhaseEntered.class).map(Event.PhaseEntered::phase).map(Interruption::words)
                                .orElse("none")
                        + ": what came later, nobody measured.";
    }

    private static String words(Phase phase) {
        return phase.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
