package dev.mesoschaos.probes;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.InjectionState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The lines of the journal of a {@link RandomRun}, as oracles read them: each question goes through all that was written,
 * moment by moment. It is slow, easy to believe, and knows nothing of how the code under test looks at journals.
 */
public final class SlowJournal {

    public static final Instant END = Journals.at(RandomRun.END);

    private final List<Event> events;
    private final Map<String, List<Event.TaskUpdate>> updates = new TreeMap<>();
    private final Map<String, List<Event.TaskMark>> marks = new TreeMap<>();
    private final Map<String, Event.TaskLaunch> launches = new TreeMap<>();
    private final Map<String, Set<String>> slots = new TreeMap<>();

    public SlowJournal(List<Event> events) {
        this.events = events;
        only(Event.TaskUpdate.class, any -> true)
                .forEach(update -> updates.computeIfAbsent(update.task(), task -> new ArrayList<>()).add(update));
        only(Event.TaskMark.class, any -> true)
                .forEach(mark -> marks.computeIfAbsent(mark.task(), task -> new ArrayList<>()).add(mark));
        for (Event.TaskLaunch launch : only(Event.TaskLaunch.class, any -> true)) {
            launches.put(launch.task(), launch);
            slots.computeIfAbsent(launch.slot(), slot -> new TreeSet<>()).add(launch.task());
        }
    }

    /** What Mesos said of each task. */
    public Map<String, List<Event.TaskUpdate>> updates() {
        return updates;
    }

    /** What each task said. */
    public Map<String, List<Event.TaskMark>> marks() {
        return marks;
    }

    public Map<String, Event.TaskLaunch> launches() {
        return launches;
    }

    /** The tasks of each app instance. */
    public Map<String, Set<String>> slots() {
        return slots;
    }

    /** The lines of a type that are wanted. */
    public <T extends Event> List<T> only(Class<T> type, Predicate<T> wanted) {
        return events.stream().filter(type::isInstance).map(type::cast).filter(wanted).toList();
    }

    public Optional<Event.Injection> change(Event.Planned planned, InjectionState state) {
        return only(Event.Injection.class, change -> change.id().equals(planned.id()) && change.state() == state)
                .stream()
                .findFirst();
    }

    /** The last that Mesos said of a task; empty when nothing. */
    public String state(String task, Instant moment) {
        String state = "";
        for (Event.TaskUpdate update : updates.getOrDefault(task, List.of())) {
            state = update.at().isAfter(moment) ? state : update.state();
        }
        return state;
    }

    public boolean running(String task, Instant moment) {
        return state(task, moment).equals("TASK_RUNNING");
    }

    /** Whether a task said between two moments that it lives. */
    public boolean sign(String task, Instant from, Instant to) {
        return marks.getOrDefault(task, List.of()).stream().anyMatch(mark ->
                mark.mark() != Event.Mark.STOP && !mark.at().isBefore(from) && !mark.at().isAfter(to));
    }

    /** Whether a task is alive by anybody's word: it was heard before and will be heard again. */
    public boolean alive(String task, Instant moment) {
        return running(task, moment) || (sign(task, Instant.MIN, moment) && sign(task, moment, Instant.MAX));
    }

    /** One moment between any two at which something may happen: these lie on tenths of a second. */
    public static List<Instant> moments(Instant from, Instant to) {
        List<Instant> moments = new ArrayList<>();
        for (Instant moment = from.plusMillis(50); moment.isBefore(to); moment = moment.plusMillis(100)) {
            moments.add(moment);
        }
        return moments;
    }
}
