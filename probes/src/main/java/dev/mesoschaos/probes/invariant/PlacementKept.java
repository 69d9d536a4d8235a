package dev.mesoschaos.probes.invariant;

import dev.mesoschaos.probes.history.DeclaredApps;
import dev.mesoschaos.probes.history.TaskHistory;
import dev.mesoschaos.probes.history.Tasks;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Topology;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Invariant;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Apps spread over racks are spread as evenly at the end as they were before the method. */
public final class PlacementKept implements Invariant {

    @Override
    public String id() {
        return "placement-kept";
    }

    @Override
    public String meaning() {
        return "At the end the numbers of running instances of an app spread over racks differ by at most one between"
                + " racks, as in the steady state before the method.";
    }

    @Override
    public Finding check(Timeline timeline) {
        Optional<Topology> topology = timeline.last(Event.ClusterOpened.class).map(Event.ClusterOpened::topology);
        Optional<Instant> before = timeline.baseline().map(Window::to);
        if (topology.isEmpty() || before.isEmpty()) {
            return new Finding(0, "no app: the cluster or its steady state is not in the journal", List.of());
        }
        List<String> checked = new ArrayList<>();
        List<String> uneven = new ArrayList<>();
        List<String> violations = new ArrayList<>();
        for (String app : new TreeSet<>(DeclaredApps.of(timeline).overRacks())) {
            if (!even(perRack(timeline, topology.get(), app, before.get()))) {
                uneven.add(app);
                continue;
            }
            checked.add(app);
            Map<String, Integer> after = perRack(timeline, topology.get(), app, timeline.horizon());
            if (!even(after)) {
                violations.add(app + " is not spread evenly over racks at the end: " + after);
            }
        }
        String population = "apps spread over racks: " + checked
                + (uneven.isEmpty() ? "" : "; not checked, as they were uneven or not there before: " + uneven);
        return new Finding(checked.size(), population, violations);
    }

    private static Map<String, Integer> perRack(Timeline timeline, Topology topology, String app, Instant moment) {
        Map<String, Integer> counts = new TreeMap<>();
        topology.agentRacks().forEach(rack -> counts.put(rack, 0));
        for (TaskHistory task : Tasks.of(timeline).all()) {
            if (task.app().equals(app) && task.runningAt(moment)) {
                topology.host(task.host()).map(Host::rack).ifPresent(rack -> counts.merge(rack, 1, Integer::sum));
            }
        }
        return counts;
    }

    /** Whether there is anything, and as evenly as it can be. */
    private static boolean even(Map<String, Integer> perRack) {
        return !perRack.isEmpty()
                && Collections.max(perRack.values()) > 0
                && Collections.max(perRack.values()) - Collections.min(perRack.values()) <= 1;
    }
}
