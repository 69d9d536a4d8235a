package dev.mesoschaos.scenarios.engine;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Timeline;
import java.util.HashMap;
import java.util.Map;

/** Which host runs how many tasks of which app, by the last update of each task. */
final class RunningTasks {

    private RunningTasks() {}

    /** Counts by app, then by name of the host. */
    static Map<String, Map<String, Integer>> count(Timeline timeline) {
        Map<String, Event.TaskUpdate> last = new HashMap<>();
        for (Event.TaskUpdate update : timeline.of(Event.TaskUpdate.class)) {
            last.put(update.task(), update);
        }
        Map<String, Map<String, Integer>> counts = new HashMap<>();
        for (Event.TaskUpdate update : last.values()) {
            if (update.state().equals("TASK_RUNNING")) {
                counts.computeIfAbsent(update.app(), app -> new HashMap<>()).merge(update.host(), 1, Integer::sum);
            }
        }
        return counts;
    }
}
