package dev.mesoschaos.probes.history;

import dev.mesoschaos.scenarios.fault.Visibility;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.InjectionState;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The moment from which rescheduling is counted: a fault takes effect.
 *
 * @param fault id of its type; empty when nothing was injected
 * @param injecting before anything of it was done: what ran then was at stake
 * @param active since when it was in effect
 * @param verified when all of its effect was seen
 * @param undoing when its undo began
 * @param undone when it was verified to be gone
 * @param visibility how it is first seen what becomes of its targets
 * @param targets names of the hosts it is aimed at
 */
public record Onset(
        String fault,
        Instant injecting,
        Instant active,
        Instant verified,
        Optional<Instant> undoing,
        Optional<Instant> undone,
        Visibility visibility,
        Set<String> targets) {

    /** A window that holds whatever happened. */
    public static final Window EVER = new Window(Instant.MIN, Instant.MAX);

    /** Hosts all of whose tasks it takes, whether anybody notices or not. */
    public Set<String> takes() {
        return visibility == Visibility.AGENT_SILENT ? targets : Set.of();
    }

    /** From when all of its effect was seen to the start of its undo. */
    public Window held(Instant horizon) {
        return new Window(verified, undoing.orElse(horizon));
    }

    /** From when a consequence is counted: one seen before the effect was verified proves that it was there earlier. */
    public Instant start(Optional<Instant> seen) {
        return seen.filter(at -> at.isBefore(active)).isPresent() ? injecting : active;
    }

    /** Whether it was over so soon. */
    public boolean lastedLessThan(Duration length) {
        return undone.filter(at -> Duration.between(active, at).compareTo(length) < 0).isPresent();
    }

    /**
     * Until when what becomes of a host that it took is due to it: until that is taken again, when it had been given back
     * before; {@link Instant#MAX} when it never was.
     */
    public Instant answersUntil(Timeline timeline, String host) {
        return undone.flatMap(back -> ofFaults(timeline, EVER).stream()
                        .filter(next -> next.takes().contains(host))
                        .map(Onset::injecting)
                        .filter(again -> !again.isBefore(back))
                        .min(Comparator.naturalOrder()))
                .orElse(Instant.MAX);
    }

    /** The faults that took effect in a window, in order; when there is none, the start of the window itself. */
    public static List<Onset> in(Timeline timeline, Window window) {
        List<Onset> onsets = ofFaults(timeline, window);
        return onsets.isEmpty()
                ? List.of(new Onset(
                        "",
                        window.from(),
                        window.from(),
                        window.from(),
                        Optional.empty(),
                        Optional.empty(),
                        Visibility.NOTHING_LOST,
                        Set.of()))
                : onsets;
    }

    /** The faults that took effect in a window, in order. */
    public static List<Onset> ofFaults(Timeline timeline, Window window) {
        return timeline.of(Event.Planned.class).stream()
                .flatMap(planned -> of(timeline, planned).stream())
                .filter(onset -> window.contains(onset.active))
                .sorted(Comparator.comparing(Onset::active))
                .toList();
    }

    private static Optional<Onset> of(Timeline timeline, Event.Planned planned) {
        return state(timeline, planned, InjectionState.ACTIVE).map(active -> new Onset(
                planned.fault(),
                state(timeline, planned, InjectionState.INJECTING)
                        .map(Event.Injection::at)
                        .filter(at -> at.isBefore(active.began()))
                        .orElse(active.began()),
                active.began(),
                active.at(),
                state(timeline, planned, InjectionState.UNDOING).map(Event.Injection::at),
                state(timeline, planned, InjectionState.UNDONE).map(Event.Injection::began),
                planned.visibility(),
                Set.copyOf(planned.targets())));
    }

    private static Optional<Event.Injection> state(Timeline timeline, Event.Planned planned, InjectionState state) {
        return timeline.of(Event.Injection.class).stream()
                .filter(change -> change.id().equals(planned.id()) && change.state() == state)
                .findFirst();
    }
}
