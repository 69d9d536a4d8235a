package dev.mesoschaos.probes.invariant;

import dev.mesoschaos.probes.history.TaskHistory;
import dev.mesoschaos.probes.history.Tasks;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Invariant;
import dev.mesoschaos.scenarios.measure.Timeline;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Mesos does not forget a task that it has vouched for. */
public final class AcknowledgedMeansKept implements Invariant {

    @Override
    public String id() {
        return "acknowledged-means-kept";
    }

    @Override
    public String meaning() {
        return "A task of which Mesos has said that it runs, and not yet that it is over, is never answered for as unknown, gone or"
                + " dropped when it is asked about.";
    }

    private static final String ASKED = "REASON_RECONCILIATION";

    /** What masters and agents answer of tasks that they do not know (mesos-facts 4.3 and 4.6). */
    private static final Set<String> FORGOTTEN = Set.of("TASK_UNKNOWN", "TASK_GONE", "TASK_DROPPED", "TASK_LOST");

    @Override
    public Finding check(Timeline timeline) {
        List<TaskHistory> vouchedFor = Tasks.of(timeline).all().stream()
                .filter(task -> !task.runningTimes(timeline.horizon()).isEmpty())
                .toList();
        List<String> violations =
                vouchedFor.stream().flatMap(task -> forgotten(task).stream()).toList();
        return new Finding(vouchedFor.size(), "tasks of which Mesos said that they run", violations);
    }

    private static Optional<String> forgotten(TaskHistory task) {
        boolean runs = false;
        for (Event.TaskUpdate update : task.updates()) {
            if (runs && FORGOTTEN.contains(update.state()) && update.reason().equals(ASKED)) {
                return Optional.of(task.task() + " was said to run, and then to be " + update.state() + ": "
                        + update.message());
            }
            runs = update.state().equals(TaskHistory.RUNNING) || (runs && !TaskHistory.OVER.contains(update.state()));
        }
        return Optional.empty();
    }
}
