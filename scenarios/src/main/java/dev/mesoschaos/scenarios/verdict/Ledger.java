package dev.mesoschaos.scenarios.verdict;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.InjectionState;
import dev.mesoschaos.scenarios.measure.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the safety ledger out of a timeline. */
public final class Ledger {

    private Ledger() {}

    /** One entry for each planned injection, in their order. */
    public static List<LedgerEntry> of(Timeline timeline) {
        return timeline.of(Event.Planned.class).stream()
                .map(planned -> entry(planned, timeline))
                .toList();
    }

    /** Entries whose undo is not proven, the last one first: what an undo has to do. */
    public static List<Event.Planned> open(Timeline timeline) {
        return timeline.of(Event.Planned.class).reversed().stream()
                .filter(planned -> {
                    InjectionState state = entry(planned, timeline).state();
                    return state != InjectionState.PLANNED && state != InjectionState.UNDONE;
                })
                .toList();
    }

    private static LedgerEntry entry(Event.Planned planned, Timeline timeline) {
        List<Event.Injection> changes = timeline.of(Event.Injection.class).stream()
                .filter(event -> event.id().equals(planned.id()))
                .toList();
        InjectionState state = changes.isEmpty() ? InjectionState.PLANNED : changes.getLast().state();
        Optional<Event.Injection> active = first(changes, InjectionState.ACTIVE);
        Optional<Event.Injection> undone = last(changes, InjectionState.UNDONE);
        return new LedgerEntry(
                planned.id(),
                planned.step(),
                planned.fault(),
                planned.harm(),
                planned.targets(),
                planned.chosen(),
                planned.actions(),
                state,
                active.map(Event.Injection::began),
                undone.map(Event.Injection::began),
                between(first(changes, InjectionState.INJECTING).map(Event.Injection::at), active),
                between(last(changes, InjectionState.UNDOING).map(Event.Injection::at), undone),
                active.or(() -> first(changes, InjectionState.INEFFECTIVE)).map(Event.Injection::detail).orElse("")
                        + first(changes, InjectionState.LAPSED)
                                .map(lapsed -> "; gone before its undo: " + lapsed.detail())
                                .orElse(""),
                undone.or(() -> last(changes, InjectionState.UNDO_FAILED)).map(Event.Injection::detail).orElse(""),
                first(changes, InjectionState.ARMED).map(Event.Injection::detail).orElse("none was armed"),
                fingerprints(planned.id(), timeline),
                state == InjectionState.PLANNED || state == InjectionState.UNDONE ? List.of() : planned.undo());
    }

    private static Optional<Duration> between(Optional<Instant> from, Optional<Event.Injection> to) {
        return from.flatMap(start -> to.map(end -> Duration.between(start, end.at())));
    }

    private static Optional<Event.Injection> first(List<Event.Injection> changes, InjectionState state) {
        return changes.stream().filter(change -> change.state() == state).findFirst();
    }

    private static Optional<Event.Injection> last(List<Event.Injection> changes, InjectionState state) {
        return first(changes.reversed(), state);
    }

    private static String fingerprints(String injection, Timeline timeline) {
        Map<Boolean, Map<String, String>> texts = timeline.of(Event.Fingerprint.class).stream()
                .filter(print -> print.injection().equals(injection))
                .collect(Collectors.partitioningBy(
                        Event.Fingerprint::after,
                        Collectors.toMap(Event.Fingerprint::host, Event.Fingerprint::text, (first, second) -> second)));
        Map<String, String> before = texts.get(false);
        Map<String, String> after = texts.get(true);
        if (before.isEmpty()) {
            return "not taken: no shell on these hosts alone, or another fault was open";
        }
        if (after.isEmpty()) {
            return "taken before only: not compared, as another fault was open, or no undo was seen";
        }
        List<String> changed = before.keySet().stream()
                .filter(host -> !before.get(host).equals(after.get(host)))
                .sorted()
                .toList();
        return changed.isEmpty() ? "as before on " + before.size() + " host(s)" : "differs on " + changed;
    }
}
