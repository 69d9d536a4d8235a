package dev.mesoschaos.reports.view;

import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Topology;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.measure.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the tasks of an app stood on racks, by what Mesos said: what the loss of each rack would take down.
 *
 * @param worstAt the moment of the method at which one rack held the largest share
 * @param n tasks before, at the worst moment, and after
 */
public record Placement(String app, String worstAt, List<Integer> n, List<Row> rows) {

    /** A rack: how many tasks it held before the method, at the worst moment, and when measuring ended. */
    public record Row(String rack, String before, String worst, String after) {}

    /** One for each app that ever ran anything. */
    static List<Placement> of(Timeline timeline, Axis axis) {
        Topology topology = timeline.last(Event.ClusterOpened.class)
                .map(Event.ClusterOpened::topology)
                .orElse(new Topology(List.of()));
        Instant horizon = timeline.horizon();
        Instant method = timeline.entered(Phase.METHOD).orElse(horizon);
        Set<String> canaries = Stream.concat(
                        timeline.of(Event.CanaryDue.class).stream().map(Event.CanaryDue::task),
                        timeline.of(Event.Canary.class).stream().map(Event.Canary::task))
                .collect(Collectors.toSet());
        Map<String, List<Event.TaskUpdate>> byApp = timeline.of(Event.TaskUpdate.class).stream()
                .filter(update -> !canaries.contains(update.task()) && !canaries.contains(update.slot()))
                .filter(update -> !update.at().isAfter(horizon))
                .sorted(Comparator.comparing(Event.TaskUpdate::at))
                .collect(Collectors.groupingBy(Event.TaskUpdate::app, TreeMap::new, Collectors.toList()));
        List<Placement> placements = new ArrayList<>();
        byApp.forEach((app, updates) -> placements.add(new Sweep(topology, method).over(app, updates, axis)));
        placements.removeIf(placement -> Collections.max(placement.n) == 0);
        return placements;
    }

    /** Goes through the updates once and remembers three moments. */
    private static final class Sweep {
        private final Map<String, String> racks;
        private final Instant method;
        private final Map<String, String> running = new HashMap<>();
        private final Map<String, Integer> now = new TreeMap<>();
        private Map<String, Integer> before;
        private Map<String, Integer> worst;
        private Instant worstAt;

        private Sweep(Topology topology, Instant method) {
            this.racks = topology.hosts().stream().collect(Collectors.toMap(Host::name, Host::rack, (one, two) -> one));
            this.method = method;
            topology.agentRacks().forEach(rack -> now.put(rack, 0));
        }

        private Placement over(String app, List<Event.TaskUpdate> updates, Axis axis) {
            for (Event.TaskUpdate update : updates) {
                if (before == null && !update.at().isBefore(method)) {
                    begin();
                }
                apply(update);
                if (before != null && share(now) > share(worst)) {
                    worst = new TreeMap<>(now);
                    worstAt = update.at();
                }
            }
            if (before == null) {
                begin();
            }
            List<Row> rows = now.keySet().stream()
                    .map(rack -> new Row(rack, part(rack, before), part(rack, worst), part(rack, now)))
                    .toList();
            return new Placement(app, axis.words(worstAt), List.of(sum(before), sum(worst), sum(now)), rows);
        }

        private void begin() {
            before = new TreeMap<>(now);
            worst = before;
            worstAt = method;
        }

        private void apply(Event.TaskUpdate update) {
            String rack = running.remove(update.task());
            if (rack != null) {
                now.merge(rack, -1, Integer::sum);
            }
            if (update.state().equals("TASK_RUNNING")) {
                String at = racks.getOrDefault(update.host(), "unknown");
                running.put(update.task(), at);
                now.merge(at, 1, Integer::sum);
            }
        }

        private static double share(Map<String, Integer> counts) {
            int sum = sum(counts);
            return sum == 0 ? 0 : (double) Collections.max(counts.values()) / sum;
        }

        private static int sum(Map<String, Integer> counts) {
            return counts.values().stream().mapToInt(Integer::intValue).sum();
        }

        private static String part(String rack, Map<String, Integer> counts) {
            int part = counts.getOrDefault(rack, 0);
            int sum = sum(counts);
            return sum == 0 ? "0" : part + " of " + sum + " (" + Words.share(part, sum) + ")";
        }
    }
}
