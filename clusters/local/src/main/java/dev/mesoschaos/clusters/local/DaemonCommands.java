package dev.mesoschaos.clusters.local;

import java.util.List;

/** What a host's daemon is started with: the one place that differs between the testbed and an installed Mesos. */
@FunctionalInterface
interface DaemonCommands {

    /** The command line of the host's only daemon. */
    List<String> of(HostPlan host);
}
