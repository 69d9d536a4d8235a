package dev.mesoschaos.injectors.process;

import dev.mesoschaos.scenarios.cluster.DaemonControl.Signal;
import java.util.List;

/**
 * Which daemons are sent what.
 *
 * @param hosts names of the hosts, each with one daemon: a Mesos master, a Mesos agent or a ZooKeeper server
 */
public record DaemonPlan(List<String> hosts, Signal signal) {
    public DaemonPlan {
        hosts = List.copyOf(hosts);
    }
}
