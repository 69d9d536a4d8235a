package dev.mesoschaos.probes.indicator;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.measure.Indicator;
import dev.mesoschaos.scenarios.measure.Measurement;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import dev.mesoschaos.scenarios.model.Query;
import dev.mesoschaos.scenarios.model.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** How long the cluster needs to be as before, once the fault is gone. */
public final class RecoveryTime implements Indicator {

    private static final String POPULATION = "recoveries to the steady state";

    @Override
    public String id() {
        return "recovery-time";
    }

    @Override
    public String meaning() {
        return "Time from the start of the window, with 'after' the verified undo of the fault, to the moment from"
                + " which on the steady state held again.";
    }

    @Override
    public Unit unit() {
        return Unit.SECONDS;
    }

    @Override
    public Measurement measure(Timeline timeline, Window window, Query query) {
        if (timeline.entered(Phase.METHOD).filter(window.to()::isAfter).isEmpty()) {
            return Measurement.none(POPULATION, "nothing had been injected from which to recover");
        }
        Optional<Event.SteadyState> after = timeline.of(Event.SteadyState.class).stream()
                .filter(Event.SteadyState::after)
                .reduce((earlier, later) -> later);
        Optional<Instant> back = after.filter(Event.SteadyState::met)
                .map(state -> state.since().orElse(state.at()));
        double seconds = Seconds.between(window.from(), back.orElseGet(timeline::horizon));
        String detail = back.isPresent()
                ? ""
                : "the steady state was not reached again by the end: "
                        + after.map(Event.SteadyState::detail).orElse("the run ended before it was looked for");
        boolean censored = back.isEmpty();
        return new Measurement(
                OptionalDouble.of(seconds),
                censored,
                1,
                POPULATION,
                detail,
                List.of(new Measurement.Sample("steady state", seconds, censored, Map.of())));
    }
}
