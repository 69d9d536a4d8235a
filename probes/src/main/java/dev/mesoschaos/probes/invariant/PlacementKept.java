package dev.mesoschaos.probes.invariant;

import dev.mesoschaos.probes.history.DeclaredApps;
import dev.mesoschaos.probes.history.Racks;
import dev.mesoschaos.probes.history.Tasks;
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
        Tasks tasks = Tasks.of(timeline);
        List<String> checked = new ArrayList<>();
        List<String> uneven = new ArrayList<>();
        List<String> violations = new ArrayList<>();
        for (String app : new TreeSet<>(DeclaredApps.of(timeline).overRacks())) {
            if (!even(Racks.of(tasks, topology.get(), app, before.get()))) {
                uneven.add(app);
                continue;
            }
            checked.add(app);
            Map<String, Integer> after = Racks.of(tasks, topology.get(), app, timeline.horizon());
            if (!even(after)) {
                violations.add(app + " is not spread evenly over racks at the end: " + after);
            }
        }
        String population = "apps spread over racks: " + checked
                + (uneven.isEmpty() ? "" : "; not checked, as they were uneven or not there before: " + uneven);
        return new Finding(checked.size(), population, violations);
    }

    /** Whether there is anything, and as evenly as it can be. */
    private static boolean even(Map<String, Integer> perRack) {
        return !perRack.isEmpty()
                && Collections.max(perRack.values()) > 0
                && Collections.max(perRack.values()) - Collections.min(perRack.values()) <= 1;
    }
}
