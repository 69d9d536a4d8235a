package dev.mesoschaos.probes.invariant;

import dev.mesoschaos.probes.history.TaskHistory;
import dev.mesoschaos.scenarios.measure.Invariant;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Once the cluster has recovered, no instance of an app runs twice. */
public final class NoDuplicateTasks implements Invariant {

    @Override
    public String id() {
        return "no-duplicate-tasks";
    }

    @Override
    public String meaning() {
        return "From the moment at which recovery was established to the end no app instance has two tasks alive at the"
                + " same time, neither as Mesos says nor as the tasks report.";
    }

    @Override
    public Finding check(Timeline timeline) {
        AppSlots slots = AppSlots.of(timeline);
        Window checked = Recovered.time(timeline);
        List<String> violations = new ArrayList<>();
        long before = 0;
        for (Map.Entry<String, List<TaskHistory>> slot : slots.tasks().entrySet()) {
            overlap(slot.getValue(), checked)
                    .ifPresent(pair -> violations.add(slot.getKey() + " is alive twice: " + pair));
            if (overlap(slot.getValue(), new Window(Instant.EPOCH, checked.from())).isPresent()) {
                before++;
            }
        }
        String population = slots.population() + "; while faults lasted and healed, " + before
                + " of them were alive twice, which a partition may cause";
        return new Finding(slots.tasks().size(), population, violations);
    }

    private static Optional<String> overlap(List<TaskHistory> tasks, Window within) {
        for (int i = 0; i < tasks.size(); i++) {
            for (int j = i + 1; j < tasks.size(); j++) {
                if (Lifetimes.overlap(tasks.get(i), tasks.get(j), within)) {
                    return Optional.of(name(tasks.get(i)) + " and " + name(tasks.get(j)));
                }
            }
        }
        return Optional.empty();
    }

    private static String name(TaskHistory task) {
        return task.task() + " on " + task.host();
    }
}
