package dev.mesoschaos.scenarios.engine;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Timeline;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A task that runs, by the last the framework heard of it.
 *
 * @param task its id in Mesos
 * @param host name of the host of its agent
 */
record RunningTask(String app, String task, String host) {

    /** All of them, in the order of their ids. */
    static List<RunningTask> in(Timeline timeline) {
        Map<String, Event.TaskUpdate> last = new TreeMap<>();
        for (Event.TaskUpdate update : timeline.of(Event.TaskUpdate.class)) {
            last.put(update.task(), update);
        }
        return last.values().stream()
                .filter(update -> update.state().equals("TASK_RUNNING"))
                .map(update -> new RunningTask(update.app(), update.task(), update.host()))
                .toList();
    }
}
