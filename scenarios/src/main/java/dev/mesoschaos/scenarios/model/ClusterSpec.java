package dev.mesoschaos.scenarios.model;

import java.util.Map;

/**
 * What a scenario needs of a cluster. The embedded cluster is built to it; any other must have at least as much.
 *
 * @param racks racks with agents, 1 to 20
 * @param agentsPerRack 1 to 50
 * @param masters 1 to 7, odd
 * @param zookeeper servers of the ensemble, 1 to 7, odd
 * @param masterFlags flags of the masters beyond the defaults, such as {@code agent_ping_timeout: 1secs}
 * @param agentFlags flags of the agents beyond the defaults
 */
public record ClusterSpec(
        int racks,
        int agentsPerRack,
        int masters,
        int zookeeper,
        Map<String, String> masterFlags,
        Map<String, String> agentFlags) {

    /** Three racks of two agents, three masters, three ZooKeeper servers. */
    public static final ClusterSpec DEFAULT = new ClusterSpec(3, 2, 3, 3, Map.of(), Map.of());

    public ClusterSpec {
        masterFlags = Map.copyOf(masterFlags);
        agentFlags = Map.copyOf(agentFlags);
    }
}
