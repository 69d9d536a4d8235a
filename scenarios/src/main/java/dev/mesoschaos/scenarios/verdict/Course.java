package dev.mesoschaos.scenarios.verdict;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.InjectionState;
import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.model.Scenario;
import dev.mesoschaos.scenarios.model.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the course of a run says of its verdict, its numbers apart: every way in which nothing was really tested. */
final class Course {

    private Course() {}

    static List<Ground> judge(Scenario scenario, Timeline timeline, List<LedgerEntry> ledger) {
        List<Ground> grounds = new ArrayList<>();
        for (LedgerEntry entry : ledger) {
            switch (entry.state()) {
                case PLANNED -> {}
                case UNDONE -> late(entry, timeline).ifPresent(grounds::add);
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
            grounds.add(new Ground(Verdict.ERROR, "the journal breaks off: the run's process died, or goes on still"));
        }
        if (timeline.of(Event.Skipped.class).isEmpty()) {
            gate(timeline, grounds);
            faults(scenario, timeline, grounds);
        }
        return grounds;
    }

    /** An undo that failed in the run was no good, even when the harm has been removed since. */
    private static Optional<Ground> late(LedgerEntry entry, Timeline timeline) {
        List<Event> events = timeline.events();
        Optional<Event.Injection> atTheEnd = events.stream()
                .takeWhile(event -> !(event instanceof Event.PhaseEntered phase && phase.phase() == Phase.ENDED))
                .filter(Event.Injection.class::isInstance)
                .map(Event.Injection.class::cast)
                .filter(change -> change.id().equals(entry.id()))
                .reduce((earlier, later) -> later);
        return atTheEnd.filter(change -> change.state() == InjectionState.UNDO_FAILED)
                .map(failed -> new Ground(Verdict.ERROR, "the undo of " + entry.fault() + " failed: " + failed.detail()
                        + "; nothing was left only after the run: " + entry.undoEvidence()));
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
        timeline.of(Event.Injection.class).stream()
                .filter(event -> event.state() == InjectionState.LAPSED)
                .forEach(lapsed -> grounds.add(new Ground(
                        Verdict.INCONCLUSIVE,
                        "the fault of step '" + lapsed.step() + "' was gone before its undo: " + lapsed.detail())));
        Set<String> active = timeline.of(Event.Injection.class).stream()
                .filter(event -> event.state() == InjectionState.ACTIVE)
                .map(Event.Injection::step)
                .collect(Collectors.toUnmodifiableSet());
        scenario.method().forEach(step -> never(step, active)
                .forEach(what -> grounds.add(new Ground(Verdict.INCONCLUSIVE, what + " was never in effect"))));
    }

    /** What should have been in effect in a step and was not; of a nemesis, chance may have left some faults out. */
    private static List<String> never(Step step, Set<String> active) {
        return switch (step) {
            case Step.Fault fault -> active.contains(fault.id()) ? List.of() : List.of("the fault of step '" + fault.id() + "'");
            case Step.Together together ->
                together.steps().stream().flatMap(one -> never(one, active).stream()).toList();
            case Step.Nemesis nemesis ->
                nemesis.faults().stream().map(Step.Fault::id).anyMatch(active::contains)
                        ? List.of()
                        : List.of("any fault of nemesis '" + nemesis.id() + "'");
            case Step.Wait wait -> List.of();
        };
    }
}
