package dev.mesoschaos.probes.history;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

    /** When it first said itself, from {@code from} on, that it works. */
    public Optional<Instant> firstSign(Instant from) {
        return signs().stream().filter(at -> !at.isBefore(from)).findFirst();
    }

    /** Whether it said itself in this stretch of time, both ends included, that it works. */
    public boolean gaveSign(Instant from, Instant to) {
        return signs().stream().anyMatch(at -> !at.isBefore(from) && !at.isAfter(to));
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

    private List<Instant> signs() {
        return marks.stream()
                .filter(mark -> mark.mark() != Event.Mark.STOP)
                .map(Event.TaskMark::at)
                .sorted()
                .toList();
    }
}
