package dev.mesoschaos.scenarios.engine;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Timeline;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A task that runs, by the last the framework heard of it.
 *
 * @param task its id in Mesos
 * @param host name of the host of its agent
 * @param port of that host on which it listens, when it was given one
 */
record RunningTask(String app, String task, String host, Optional<Integer> port) {

    /** All of them, in the order of their ids. */
    static List<RunningTask> in(Timeline timeline) {
        Map<String, Event.TaskUpdate> last = new TreeMap<>();
        timeline.of(Event.TaskUpdate.class).forEach(update -> last.put(update.task(), update));
        Map<String, Integer> ports = new HashMap<>();
        timeline.of(Event.TaskLaunch.class)
                .forEach(launch -> launch.port().ifPresent(port -> ports.put(launch.task(), port)));
        return last.values().stream()
                .filter(update -> update.state().equals("TASK_RUNNING"))
                .map(update -> new RunningTask(
                        update.app(), update.task(), update.host(), Optional.ofNullable(ports.get(update.task()))))
                .toList();
    }
}
