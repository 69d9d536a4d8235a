package dev.mesoschaos.clusters.local;

import java.util.List;
import java.util.Map;

/** What a host's daemon is started with: the one place that differs between the testbed and an installed Mesos. */
@FunctionalInterface
interface DaemonCommands {

    /** The command line of the host's only daemon. */
    List<String> of(HostPlan host);

    /** What the daemon must find in its environment, beside what this process has in its own. */
    default Map<String, String> environment(HostPlan host) {
        return Map.of();
    }
}
