package dev.mesoschaos.probes.indicator;

import dev.mesoschaos.probes.history.Onset;
import dev.mesoschaos.probes.history.TaskHistory;
import dev.mesoschaos.probes.history.Tasks;
import dev.mesoschaos.scenarios.fault.Visibility;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the tasks that ran when a fault came and were lost to it: those on the hosts it took, whether anybody noticed
 * or not, and all others that Mesos gave up in the window.
 */
final class Losses {

    private final Timeline timeline;
    private final Window window;
    private final List<TaskHistory> tasks;
    private final List<Loss> found = new ArrayList<>();
    private final Set<String> known = new HashSet<>();

    private Losses(Timeline timeline, Window window, List<TaskHistory> tasks) {
        this.timeline = timeline;
        this.window = window;
        this.tasks = tasks;
    }

    /** All of them, those on the faults' targets first. */
    static List<Loss> in(Timeline timeline, Window window, Tasks tasks, Optional<String> app) {
        List<TaskHistory> ofApp = tasks.all().stream()
                .filter(task -> app.map(task.app()::equals).orElse(true))
                .toList();
        Losses losses = new Losses(timeline, window, ofApp);
        List<Onset> onsets = Onset.in(timeline, window);
        onsets.forEach(losses::takenBy);
        // The latest fault before a loss is the nearest to its cause.
        onsets.reversed().forEach(losses::lostAfter);
        return losses.found;
    }

    private void takenBy(Onset onset) {
        for (TaskHistory task : tasks) {
            if (onset.takes().contains(task.host()) && task.runningAt(onset.injecting())) {
                Instant until = onset.answersUntil(timeline, task.host());
                Optional<Instant> noticed = task.firstLost(onset.injecting()).filter(at -> at.isBefore(until));
                if (noticed.isPresent() || !outlived(onset, task, until)) {
                    add(onset, task, noticed);
                }
            }
        }
    }

    private void lostAfter(Onset onset) {
        for (TaskHistory task : tasks) {
            if (task.runningAt(onset.injecting())) {
                task.firstLost(onset.injecting())
                        .filter(noticed -> noticed.isBefore(window.to()))
                        .ifPresent(noticed -> add(onset, task, Optional.of(noticed)));
            }
        }
    }

    private void add(Onset onset, TaskHistory task, Optional<Instant> noticed) {
        if (known.add(task.task() + " " + noticed)) {
            found.add(new Loss(task, onset.start(noticed), noticed));
        }
    }

    /**
     * Whether a fault was over before the masters could lose patience (mesos-facts 5), and the task still lived when the
     * next one took its host, or at the end.
     */
    private boolean outlived(Onset onset, TaskHistory task, Instant until) {
        Instant end = until.isBefore(timeline.horizon()) ? until : timeline.horizon();
        boolean alive = task.runningAt(end)
                && (task.marks().isEmpty() || task.gaveSign(end.minus(TaskHistory.BEAT_PATIENCE), end));
        return alive
                && onset.visibility() == Visibility.AGENT_SILENT
                && onset.lastedLessThan(Patience.of(timeline));
    }
}
