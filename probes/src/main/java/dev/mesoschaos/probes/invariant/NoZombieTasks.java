package dev.mesoschaos.probes.invariant;

import dev.mesoschaos.probes.history.TaskHistory;
import dev.mesoschaos.probes.history.Tasks;
import dev.mesoschaos.scenarios.measure.Invariant;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Once the cluster has recovered, nothing runs that nobody knows of. */
public final class NoZombieTasks implements Invariant {

    @Override
    public String id() {
        return "no-zombie-tasks";
    }

    @Override
    public String meaning() {
        return "From the moment at which recovery was established to the end no task gives a sign of life that the framework never"
                + " launched, or of which Mesos had said that it is over.";
    }

    /** What a task says and what Mesos says of it may cross on their way. */
    private static final Duration CROSSING = Duration.ofSeconds(1);

    @Override
    public Finding check(Timeline timeline) {
        Window checked = Recovered.time(timeline);
        List<TaskHistory> speaking = Tasks.of(timeline).all().stream()
                .filter(task -> task.gaveSign(checked.from(), checked.to()))
                .toList();
        List<String> violations =
                speaking.stream().flatMap(task -> zombie(task, checked).stream()).toList();
        return new Finding(speaking.size(), "tasks that gave a sign of life after the recovery", violations);
    }

    private static Optional<String> zombie(TaskHistory task, Window checked) {
        String who = task.task() + (task.host().isEmpty() ? "" : " on " + task.host());
        if (task.updates().isEmpty() && task.slot().isEmpty()) {
            return Optional.of(who + " lives, but the framework never launched it");
        }
        return task.signs(checked.from(), checked.to()).stream()
                .flatMap(sign -> over(task, sign).stream())
                .map(state -> who + " lives, but Mesos had said " + state)
                .findFirst();
    }

    /** What Mesos said of its end, when it said nothing else shortly before and after a sign of life. */
    private static Optional<String> over(TaskHistory task, Instant sign) {
        Instant before = sign.minus(CROSSING);
        Instant after = sign.plus(CROSSING);
        boolean takenBack = task.updates().stream()
                .filter(update -> update.at().isAfter(before) && !update.at().isAfter(after))
                .anyMatch(update -> !TaskHistory.OVER.contains(update.state()));
        return task.stateAt(before).filter(state -> !takenBack && TaskHistory.OVER.contains(state));
    }
}
