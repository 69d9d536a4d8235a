package dev.mesoschaos.probes.indicator;

import dev.mesoschaos.scenarios.fault.Visibility;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.InjectionState;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The moment from which rescheduling is counted: a fault takes effect.
 *
 * @param injecting before anything of it was done: what ran then was at stake
 * @param active its verified effect
 * @param undone when it was verified to be gone
 * @param visibility how the masters see the losses on its targets
 * @param takes hosts all of whose tasks it takes, whether anybody notices or not
 */
record Onset(
        Instant injecting, Instant active, Optional<Instant> undone, Visibility visibility, Set<String> takes) {

    /** The faults that took effect in a window, in order; when there is none, the start of the window itself. */
    static List<Onset> in(Timeline timeline, Window window) {
        List<Onset> onsets = timeline.of(Event.Planned.class).stream()
                .flatMap(planned -> of(timeline, planned).stream())
                .filter(onset -> window.contains(onset.active))
                .sorted(Comparator.comparing(Onset::active))
                .toList();
        return onsets.isEmpty()
                ? List.of(new Onset(
                        window.from(), window.from(), Optional.empty(), Visibility.NOTHING_LOST, Set.of()))
                : onsets;
    }

    private static Optional<Onset> of(Timeline timeline, Event.Planned planned) {
        return state(timeline, planned, InjectionState.ACTIVE).map(active -> new Onset(
                state(timeline, planned, InjectionState.INJECTING)
                        .map(Event.Injection::at)
                        .filter(at -> at.isBefore(active.began()))
                        .orElse(active.began()),
                active.began(),
                state(timeline, planned, InjectionState.UNDONE).map(Event.Injection::began),
                planned.visibility(),
                planned.visibility() == Visibility.AGENT_SILENT ? Set.copyOf(planned.targets()) : Set.of()));
    }

    private static Optional<Event.Injection> state(Timeline timeline, Event.Planned planned, InjectionState state) {
        return timeline.of(Event.Injection.class).stream()
                .filter(change -> change.id().equals(planned.id()) && change.state() == state)
                .findFirst();
    }
}
