package dev.mesoschaos.probes.invariant;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import java.time.Duration;
import java.time.Instant;

/** The time in which all should be well again. */
final class Recovered {

    private static final Duration LAST_MOMENT = Duration.ofSeconds(1);

    private Recovered() {}

    /** From the established recovery, or when there was none from the last moment, to the end. */
    static Window time(Timeline timeline) {
        Instant horizon = timeline.horizon();
        Instant lastMoment = horizon.minus(LAST_MOMENT);
        Instant from = timeline.last(Event.SteadyState.class)
                .filter(state -> state.after() && state.met() && state.at().isBefore(lastMoment))
                .map(Event.SteadyState::at)
                .orElse(lastMoment);
        return new Window(from, horizon);
    }
}
