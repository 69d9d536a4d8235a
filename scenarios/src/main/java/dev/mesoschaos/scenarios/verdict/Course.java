package dev.mesoschaos.scenarios.verdict;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.InjectionState;
import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.model.Scenario;
import dev.mesoschaos.scenarios.model.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the course of a run says of its verdict, its numbers apart: every way in which nothing was really tested. */
final class Course {

    private Course() {}

    static List<Ground> judge(Scenario scenario, Timeline timeline, List<LedgerEntry> ledger) {
        List<Ground> grounds = new ArrayList<>();
        for (LedgerEntry entry : ledger) {
            switch (entry.state()) {
                case UNDONE, PLANNED -> {}
                case UNDO_FAILED -> grounds.add(new Ground(
                        Verdict.DIRTY, "the undo of " + entry.fault() + " is unproven: " + entry.undoEvidence()));
                default -> grounds.add(new Ground(
                        Verdict.DIRTY, "the undo of " + entry.fault() + " was never finished; run 'mesos-chaos undo'"));
            }
        }
        timeline.last(Event.Skipped.class)
                .ifPresent(skipped -> grounds.add(new Ground(Verdict.SKIPPED, skipped.reason())));
        timeline.last(Event.Failed.class)
                .ifPresent(failed -> grounds.add(new Ground(Verdict.ERROR, failed.message())));
        timeline.last(Event.Aborted.class)
                .ifPresent(aborted -> grounds.add(new Ground(Verdict.ABORTED, aborted.reason())));
        timeline.last(Event.WaitedInVain.class)
                .ifPresent(waited -> grounds.add(new Ground(Verdict.FAILED, waited.reason())));
        if (timeline.entered(Phase.ENDED).isEmpty()) {
            grounds.add(new Ground(Verdict.ERROR, "the journal breaks off: the run's process died"));
        }
        if (timeline.of(Event.Skipped.class).isEmpty()) {
            gate(timeline, grounds);
            faults(scenario, timeline, grounds);
        }
        return grounds;
    }

    private static void gate(Timeline timeline, List<Ground> grounds) {
        List<Event.SteadyState> gates = timeline.of(Event.SteadyState.class);
        gates.stream().filter(gate -> !gate.after() && !gate.met()).forEach(gate -> grounds.add(new Ground(
                Verdict.INCONCLUSIVE,
                "the steady state was not reached, so nothing was injected: " + gate.detail())));
        gates.stream().filter(gate -> gate.after() && !gate.met()).forEach(gate -> grounds.add(new Ground(
                Verdict.FAILED, "the cluster did not return to its steady state: " + gate.detail())));
        if (gates.stream().noneMatch(Event.SteadyState::after)) {
            grounds.add(new Ground(Verdict.INCONCLUSIVE, "the run ended before a recovery could be seen"));
        }
    }

    private static void faults(Scenario scenario, Timeline timeline, List<Ground> grounds) {
        Set<String> active = timeline.of(Event.Injection.class).stream()
                .filter(event -> event.state() == InjectionState.ACTIVE)
                .map(Event.Injection::step)
                .collect(Collectors.toUnmodifiableSet());
        for (Step.Fault step : scenario.faults()) {
            if (!active.contains(step.id())) {
                grounds.add(new Ground(
                        Verdict.INCONCLUSIVE, "the fault of step '" + step.id() + "' was never in effect"));
            }
        }
    }
}
