package dev.mesoschaos.scenarios.model;

import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.fault.Visibility;
import dev.mesoschaos.scenarios.language.Location;
import dev.mesoschaos.scenarios.measure.Setback;
import java.time.Duration;
import java.util.List;

/** One step of the method. */
public sealed interface Step {

    /**
     * Inject, verify, hold, undo, verify.
     *
     * @param id unique in the scenario; objectives refer to it
     * @param fault id of the fault type
     * @param planner what the fault's parameters say
     * @param hold from the verified effect to the undo
     */
    record Fault(
            String id, String fault, Planner<?> planner, TargetSpec target, Duration hold, Location location)
            implements Step {

        /** What it does, and for how long. */
        public Setback setback() {
            return new Setback(visibility(), hold);
        }

        /** How it is first seen what becomes of the targets. Any masters that are targets may lead. */
        public Visibility visibility() {
            if (target instanceof TargetSpec.Executors) {
                return planner.onExecutors().orElseThrow();
            }
            return switch (target.role()) {
                case AGENT -> planner.visibility();
                case MASTER -> planner.onLeader();
                case ZOOKEEPER -> planner.onEnsemble();
            };
        }
    }

    /** {@code together: [...]}: several at once; the next step starts when all are undone. */
    record Together(List<Fault> steps) implements Step {
        public Together {
            steps = List.copyOf(steps);
        }
    }

    /**
     * {@code nemesis: {...}}: draws one of its faults at fixed intervals, until its time is over; the next step starts when
     * all are undone.
     *
     * @param id unique in the scenario; objectives refer to it, and not to its faults
     * @param faults what is drawn from
     * @param lasting no fault is drawn later than that
     * @param every from one draw to the next
     * @param atMost how many may be open at the same time
     */
    record Nemesis(String id, List<Fault> faults, Duration lasting, Duration every, int atMost, Location location)
            implements Step {
        public Nemesis {
            faults = List.copyOf(faults);
        }
    }

    /** {@code wait: {...}}: until all expectations hold, or the deadline has passed, which fails the run. */
    record Wait(String id, List<Expectation> until, Duration within, Location location) implements Step {
        public Wait {
            until = List.copyOf(until);
        }
    }
}
