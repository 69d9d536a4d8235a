package dev.mesoschaos.scenarios.engine;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Timeline;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which host runs how many tasks of which app, by the last update of each task. */
final class RunningTasks {

    private RunningTasks() {}

    /** Counts by app, then by name of the host. */
    static Map<String, Map<String, Integer>> count(Timeline timeline) {
        Map<String, Map<String, Integer>> counts = new HashMap<>();
        now(timeline).forEach(update -> counts.computeIfAbsent(update.app(), app -> new HashMap<>())
                .merge(update.host(), 1, Integer::sum));
        return counts;
    }

    /** The ports on which they listen, by app, then by name of the host. */
    static Map<String, Map<String, Set<Integer>>> ports(Timeline timeline) {
        Set<String> running = now(timeline).map(Event.TaskUpdate::task).collect(Collectors.toSet());
        Map<String, Map<String, Set<Integer>>> ports = new HashMap<>();
        timeline.of(Event.TaskLaunch.class).stream()
                .filter(launch -> running.contains(launch.task()))
                .forEach(launch -> launch.port().ifPresent(
                        port -> ports.computeIfAbsent(launch.app(), app -> new HashMap<>())
                                .computeIfAbsent(launch.host(), host -> new HashSet<>())
                                .add(port)));
        return ports;
    }

    private static Stream<Event.TaskUpdate> now(Timeline timeline) {
        Map<String, Event.TaskUpdate> last = new HashMap<>();
        timeline.of(Event.TaskUpdate.class).forEach(update -> last.put(update.task(), update));
        return last.values().stream().filter(update -> update.state().equals("TASK_RUNNING"));
    }
}
