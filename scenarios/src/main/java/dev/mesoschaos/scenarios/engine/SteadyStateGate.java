package dev.mesoschaos.scenarios.engine;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.model.Expectation;
import dev.mesoschaos.scenarios.model.SteadyState;
import dev.mesoschaos.scenarios.time.Clock;
import dev.mesoschaos.scenarios.workload.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Waits until the steady state has held without a break for as long as it must. */
final class SteadyStateGate {

    private static final Duration TICK = Duration.ofMillis(250);

    private final SteadyState goal;
    private final Meter meter;
    private final Clock clock;
    private final Abort abort;

    SteadyStateGate(SteadyState goal, Meter meter, Clock clock, Abort abort) {
        this.goal = goal;
        this.meter = meter;
        this.clock = clock;
        this.abort = abort;
    }

    /**
     * Waits for the steady state.
     *
     * @param after whether this is the recovery after the method
     * @return what to record: met, or what was wrong when the time was up
     */
    Event.SteadyState await(Workload workload, boolean after) {
        Instant deadline = clock.now().plus(goal.within()).plus(goal.hold());
        Optional<Instant> since = Optional.empty();
        List<String> wrong = List.of("nothing was looked at");
        while (clock.now().isBefore(deadline)) {
            Instant now = clock.now();
            wrong = problems(workload, now);
            since = wrong.isEmpty() ? since.or(() -> Optional.of(now)) : Optional.empty();
            if (since.isPresent() && !now.isBefore(since.get().plus(goal.hold()))) {
                return new Event.SteadyState(now, after, true, since, "held for " + goal.hold().toMillis() + " ms");
            }
            abort.pause(TICK);
        }
        String detail = wrong.isEmpty() ? "held, but not for long enough" : String.join("; ", wrong);
        return new Event.SteadyState(clock.now(), after, false, Optional.empty(), detail);
    }

    private List<String> problems(Workload workload, Instant now) {
        List<String> wrong = new ArrayList<>(workload.unsettled());
        for (Expectation expectation : goal.expect()) {
            meter.problem(expectation, now).ifPresent(wrong::add);
        }
        return wrong;
    }
}
