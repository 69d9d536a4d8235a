package dev.mesoschaos.probes.history;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The life of one task, by both witnesses.
 *
 * @param slot the instance it stands for; empty when only the task itself was ever heard
 * @param host where it was put; empty when unknown
 * @param updates what Mesos said, in the order in which it was heard
 * @param marks what the task itself said, in the order in which it was heard
 */
public record TaskHistory(
        String app, String slot, String task, String host, List<Event.TaskUpdate> updates, List<Event.TaskMark> marks) {

    /** Mesos' word for a task that works. */
    public static final String RUNNING = "TASK_RUNNING";

    /** A task that has been silent for so long does not live: four beats of the built-in app, as its reports may get lost. */
    public static final Duration BEAT_PATIENCE = Duration.ofSeconds(2);

    /** Why Mesos ends the tasks of an agent that is drained (mesos-facts 4.3). */
    public static final String DRAINED = "REASON_AGENT_DRAINING";

    /** States of a task that nobody asked to end and that is not there any more (mesos-facts 4.1). */
    public static final Set<String> LOST = Set.of(
            "TASK_UNREACHABLE",
            "TASK_LOST",
            "TASK_FAILED",
            "TASK_GONE",
            "TASK_GONE_BY_OPERATOR",
            "TASK_DROPPED",
            "TASK_ERROR",
            "TASK_UNKNOWN");

    /** States of a task that is not there any more, be that wanted or not. */
    public static final Set<String> OVER = Stream.concat(LOST.stream(), Stream.of("TASK_FINISHED", "TASK_KILLED"))
            .collect(Collectors.toUnmodifiableSet());

    public TaskHistory {
        updates = List.copyOf(updates);
        marks = List.copyOf(marks);
    }

    /** What Mesos had last said by then; empty when it had said nothing. */
    public Optional<String> stateAt(Instant moment) {
        return updates.stream()
                .filter(update -> !update.at().isAfter(moment))
                .reduce((earlier, later) -> later)
                .map(Event.TaskUpdate::state);
    }

    /** Whether Mesos had last said that it runs. */
    public boolean runningAt(Instant moment) {
        return stateAt(moment).filter(RUNNING::equals).isPresent();
    }

    /** When Mesos first said, from {@code from} on, that it is in one of these states. */
    public Optional<Instant> firstIn(Set<String> states, Instant from) {
        return updates.stream()
                .filter(update -> states.contains(update.state()) && !update.at().isBefore(from))
                .map(Event.TaskUpdate::at)
                .findFirst();
    }

    /**
     * When Mesos first said, from {@code from} on, that it is lost: in one of {@link #LOST}, or ended for a drain of its
     * agent, which nobody who uses it asked for.
     */
    public Optional<Instant> firstLost(Instant from) {
        return updates.stream()
                .filter(update -> lost(update) && !update.at().isBefore(from))
                .map(Event.TaskUpdate::at)
                .findFirst();
    }

    private static boolean lost(Event.TaskUpdate update) {
        return LOST.contains(update.state())
                || (update.state().equals("TASK_KILLED") && update.reason().equals(DRAINED));
    }

    /** When it first said itself, from {@code from} on, that it works. */
    public Optional<Instant> firstSign(Instant from) {
        return signs().stream().filter(at -> !at.isBefore(from)).findFirst();
    }

    /** When it said itself in this stretch of time, both ends included, that it works; in order. */
    public List<Instant> signs(Instant from, Instant to) {
        return signs().stream().filter(at -> !at.isBefore(from) && !at.isAfter(to)).toList();
    }

    /** Whether it said itself in this stretch of time, both ends included, that it works. */
    public boolean gaveSign(Instant from, Instant to) {
        return !signs(from, to).isEmpty();
    }

    /** Whether the last it had said of itself by then was that it stops. */
    public boolean stopped(Instant moment) {
        return marks.stream()
                .filter(mark -> !mark.at().isAfter(moment))
                .reduce((earlier, later) -> later)
                .filter(mark -> mark.mark() == Event.Mark.STOP)
                .isPresent();
    }

    /** When it ran, as far as Mesos told; up to {@code horizon} when nothing ended it. */
    public List<Window> runningTimes(Instant horizon) {
        List<Window> times = new ArrayList<>();
        Optional<Instant> since = Optional.empty();
        for (Event.TaskUpdate update : updates) {
            boolean running = update.state().equals(RUNNING);
            if (running && since.isEmpty()) {
                since = Optional.of(update.at());
            } else if (!running && since.isPresent()) {
                times.add(new Window(since.get(), update.at()));
                since = Optional.empty();
            }
        }
        since.ifPresent(from -> times.add(new Window(from, horizon)));
        return times;
    }

    /** From its first to its last sign of life, by its own word; empty when it never gave one. */
    public Optional<Window> ownLife() {
        List<Instant> signs = signs();
        return signs.isEmpty() ? Optional.empty() : Optional.of(new Window(signs.getFirst(), signs.getLast()));
    }

    /** When it was there by both witnesses: Mesos said that it runs, and where it speaks at all, it spoke. */
    public List<Window> thereTimes(Instant horizon) {
        List<Window> running = runningTimes(horizon);
        return marks.isEmpty() ? running : Spans.both(running, spokenTimes(horizon));
    }

    /** When it was alive by either witness. */
    public List<Window> aliveTimes(Instant horizon) {
        return Spans.union(Stream.concat(runningTimes(horizon).stream(), ownLife().stream()).toList());
    }

    /** When it spoke without a longer break than {@link #BEAT_PATIENCE}; to the end when it had not fallen silent by then. */
    private List<Window> spokenTimes(Instant horizon) {
        List<Window> spoken = new ArrayList<>();
        for (Instant sign : signs()) {
            boolean goesOn = !spoken.isEmpty()
                    && !spoken.getLast().to().plus(BEAT_PATIENCE).isBefore(sign);
            spoken.add(new Window(goesOn ? spoken.removeLast().from() : sign, sign));
        }
        if (!spoken.isEmpty() && !spoken.getLast().to().plus(BEAT_PATIENCE).isBefore(horizon)) {
            spoken.add(new Window(spoken.removeLast().from(), horizon));
        }
        return spoken;
    }

    private List<Instant> signs() {
        return marks.stream()
                .filter(mark -> mark.mark() != Event.Mark.STOP)
                .map(Event.TaskMark::at)
                .sorted()
                .toList();
    }
}
