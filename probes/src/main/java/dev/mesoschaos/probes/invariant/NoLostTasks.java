package dev.mesoschaos.probes.invariant;

import dev.mesoschaos.probes.history.TaskHistory;
import dev.mesoschaos.scenarios.measure.Invariant;
import dev.mesoschaos.scenarios.measure.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** At the end of the recovery every instance of every app runs again, by both witnesses. */
public final class NoLostTasks implements Invariant {

    /** What a task says and what Mesos says of it may cross on their way. */
    private static final Duration LAST_MOMENT = Duration.ofSeconds(1);

    @Override
    public String id() {
        return "no-lost-tasks";
    }

    @Override
    public String meaning() {
        return "At the end every app instance that ever ran has a task that runs, as Mesos says and as the task itself"
                + " reports, and no task lives that Mesos does not call running.";
    }

    @Override
    public Finding check(Timeline timeline) {
        AppSlots slots = AppSlots.of(timeline);
        Instant end = timeline.horizon();
        List<String> violations = slots.tasks().entrySet().stream()
                .flatMap(slot -> violations(slot.getKey(), slot.getValue(), slots, end))
                .toList();
        return new Finding(slots.tasks().size(), slots.population(), violations);
    }

    private static Stream<String> violations(String slot, List<TaskHistory> tasks, AppSlots slots, Instant end) {
        Stream<String> missing = tasks.stream().noneMatch(task -> task.runningAt(end))
                ? Stream.of(slot + " has no running task at the end: " + states(tasks, end))
                : Stream.empty();
        Stream<String> disagreements = tasks.stream()
                .filter(task -> slots.witnesses().speaking().contains(task.app()))
                .map(task -> disagreement(slot, task, end))
                .filter(Objects::nonNull);
        return Stream.concat(missing, disagreements);
    }

    private static String disagreement(String slot, TaskHistory task, Instant end) {
        Instant patientSince = end.minus(TaskHistory.BEAT_PATIENCE);
        boolean heard = task.gaveSign(patientSince, end) && !task.stopped(end);
        if (task.runningAt(end) && task.runningAt(patientSince) && !heard) {
            return slot + ": Mesos says that " + task.task() + " runs on " + task.host()
                    + ", but it has given no sign of life for " + TaskHistory.BEAT_PATIENCE.toSeconds() + " s";
        }
        Instant lastMoment = end.minus(LAST_MOMENT);
        boolean lives = task.gaveSign(lastMoment, end) && !task.stopped(end);
        if (lives && !task.runningAt(lastMoment) && !task.runningAt(end)) {
            return slot + ": " + task.task() + " lives on " + task.host() + ", but Mesos says "
                    + task.stateAt(end).orElse("nothing of it");
        }
        return null;
    }

    private static String states(List<TaskHistory> tasks, Instant end) {
        TaskHistory last = tasks.getLast();
        return last.task() + " is " + last.stateAt(end).orElse("unheard of");
    }
}
