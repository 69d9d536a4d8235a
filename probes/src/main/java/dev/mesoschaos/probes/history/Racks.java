package dev.mesoschaos.probes.history;

import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Topology;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** On which racks the tasks of apps run. */
public final class Racks {

    private Racks() {}

    /** How many tasks of an app Mesos said to run on each rack with agents, be it none. */
    public static Map<String, Integer> of(Tasks tasks, Topology topology, String app, Instant moment) {
        Map<String, Integer> counts = new TreeMap<>();
        topology.agentRacks().forEach(rack -> counts.put(rack, 0));
        for (TaskHistory task : tasks.all()) {
            if (task.app().equals(app) && task.runningAt(moment)) {
                topology.host(task.host()).map(Host::rack).ifPresent(rack -> counts.merge(rack, 1, Integer::sum));
            }
        }
        return counts;
    }
}
