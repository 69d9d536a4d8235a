package dev.mesoschaos.scenarios.measure;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.InjectionState;
import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.model.Scope;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The events of a run, whole or so far, with the stretches of time that scenarios talk about. */
public final class Timeline {

    private final List<Event> events;
    private final Map<Class<?>, List<Event>> byType;
    private final Instant end;

    public Timeline(List<Event> events) {
        this.events = List.copyOf(events);
        this.byType = this.events.stream().collect(Collectors.groupingBy(
                Event::getClass, Collectors.collectingAndThen(Collectors.toList(), Collections::unmodifiableList)));
        this.end = this.events.stream().map(Event::at).max(Instant::compareTo).orElse(Instant.EPOCH);
    }

    /** All events, in the order in which they were written. */
    public List<Event> events() {
        return events;
    }

    /** Events of one type, in the order in which they were written. */
    @SuppressWarnings("unchecked") // a group holds events of its class only, and is asked for too often to be copied
    public <T extends Event> List<T> of(Class<T> type) {
        return (List<T>) byType.getOrDefault(type, List.of());
    }

    /** The last event of a type. */
    public <T extends Event> Optional<T> last(Class<T> type) {
        List<T> all = of(type);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    /** When a phase was entered. */
    public Optional<Instant> entered(Phase phase) {
        return of(Event.PhaseEntered.class).stream()
                .filter(event -> event.phase() == phase)
                .map(Event::at)
                .findFirst();
    }

    /** The time of the last event; the epoch when there is none. */
    public Instant end() {
        return end;
    }

    /** When measuring ended: at the close, or where the journal breaks off. */
    public Instant horizon() {
        return entered(Phase.CLOSING).orElseGet(this::end);
    }

    /** The steady state before the method: the baseline. Empty when it was never reached. */
    public Optional<Window> baseline() {
        return of(Event.SteadyState.class).stream()
                .filter(event -> !event.after() && event.met())
                .findFirst()
                .map(event -> new Window(event.since().orElse(event.at()), event.at()));
    }

    /** The stretch of time of a scope; empty when it never began. */
    public Optional<Window> window(Scope scope) {
        return switch (scope) {
            case Scope.WholeMethod all -> entered(Phase.METHOD).map(from -> new Window(from, horizon()));
            case Scope.During during -> active(during.step()).map(from -> new Window(from, undoStarted(during.step())));
            case Scope.After after -> undone(after.step()).map(from -> new Window(from, horizon()));
        };
    }

    /** Since when a step's fault was in effect, or a nemesis drew faults; empty when it never was. */
    public Optional<Instant> active(String step) {
        return changes(step, InjectionState.ACTIVE).map(Event.Injection::began).or(() -> nemesis(step, false));
    }

    /** When the verified undo of a step's fault took effect, or all faults of a nemesis were undone; empty when it never did. */
    public Optional<Instant> undone(String step) {
        return changes(step, InjectionState.UNDONE).map(Event.Injection::began).or(() -> nemesis(step, true));
    }

    private Instant undoStarted(String step) {
        return changes(step, InjectionState.UNDOING)
                .map(Event.Injection::at)
                .or(() -> nemesis(step, true))
                .orElseGet(this::horizon);
    }

    private Optional<Instant> nemesis(String step, boolean over) {
        return of(Event.Nemesis.class).stream()
                .filter(event -> event.step().equals(step) && event.over() == over)
                .map(Event::at)
                .findFirst();
    }

    private Optional<Event.Injection> changes(String step, InjectionState state) {
        return of(Event.Injection.class).stream()
                .filter(event -> event.step().equals(step) && event.state() == state)
                .findFirst();
    }
}
