package dev.mesoschaos.scenarios.model;

import java.util.Map;
import java.util.OptionalLong;

/**
 * What a scenario needs of a cluster. The embedded cluster is built to it; any other must have at least as much.
 *
 * @param racks racks with agents, 1 to 20
 * @param agentsPerRack 1 to 50
 * @param masters 1 to 7, odd
 * @param zookeeper servers of the ensemble, 1 to 7, odd
 * @param masterFlags flags of the masters beyond the defaults, such as {@code agent_ping_timeout: 1secs}
 * @param agentFlags flags of the agents beyond the defaults
 * @param simulatedAgents agents beside the real ones whose tasks are simulated, 0 to 2000
 * @param simulatedTasks tasks that are put on them as a load, at most {@value #TASKS_PER_SIMULATED_AGENT} an agent
 * @param diskMb size of a disk that each agent's host has for itself, in MB of 1024 KB; 0 when hosts may share one
 * @param uplink how much goes through the uplink of each rack, either way, in bits per second; empty for as much as the
 *     machine can
 */
public record ClusterSpec(
        int racks,
        int agentsPerRack,
        int masters,
        int zookeeper,
        Map<String, String> masterFlags,
        Map<String, String> agentFlags,
        int simulatedAgents,
        int simulatedTasks,
        int diskMb,
        OptionalLong uplink) {

    /** How many tasks a simulated agent has room for. */
    public static final int TASKS_PER_SIMULATED_AGENT = 10;

    /** Three racks of two agents, three masters, three ZooKeeper servers. */
    public static final ClusterSpec DEFAULT = new ClusterSpec(3, 2, 3, 3, Map.of(), Map.of());

    /** A cluster without anything simulated. */
    public ClusterSpec(
            int racks,
            int agentsPerRack,
            int masters,
            int zookeeper,
            Map<String, String> masterFlags,
            Map<String, String> agentFlags) {
        this(racks, agentsPerRack, masters, zookeeper, masterFlags, agentFlags, 0, 0);
    }

    /** A cluster whose disks and uplinks are the machine's. */
    public ClusterSpec(
            int racks,
            int agentsPerRack,
            int masters,
            int zookeeper,
            Map<String, String> masterFlags,
            Map<String, String> agentFlags,
            int simulatedAgents,
            int simulatedTasks) {
        this(
                racks,
                agentsPerRack,
                masters,
                zookeeper,
                masterFlags,
                agentFlags,
                simulatedAgents,
                simulatedTasks,
                0,
                OptionalLong.empty());
    }

    public ClusterSpec {
        masterFlags = Map.copyOf(masterFlags);
        agentFlags = Map.copyOf(agentFlags);
    }
}
