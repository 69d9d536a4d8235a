package dev.mesoschaos.clusters.local;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.cluster.Topology;
import dev.mesoschaos.scenarios.model.ClusterSpec;
import java.util.ArrayList;
import java.util.List;

/** All hosts of a cluster with their names, racks and addresses. Pure: the same question gives the same layout. */
record Layout(List<HostPlan> hosts) {

    /** The rack of masters and ZooKeeper servers. */
    static final String CONTROL_RACK = "control";

    /** The rack of the host that holds all simulated agents; it is no target and no part of the topology. */
    static final String SIMULATOR_RACK = "sim";

    static final String SIMULATOR = "simulator";

    static final int ZOOKEEPER_PORT = 2181;
    static final int MASTER_PORT = 5050;
    static final int AGENT_PORT = 5051;

    Layout {
        hosts = List.copyOf(hosts);
    }

    /** How the hosts of a network get their addresses. */
    interface Addresses {

        /**
         * The address of a host on the network that faults may cut.
         *
         * @param rack 0 for the control rack, 1 and up for racks of agents
         * @param place in the rack, from 1
         */
        String service(int rack, int place);

        /** The address of the same host on the management network. */
        String management(int rack, int place);
    }

    static Layout of(ClusterSpec spec, Addresses addresses) {
        List<HostPlan> hosts = new ArrayList<>();
        int place = 0;
        for (int i = 1; i <= spec.zookeeper(); i++) {
            hosts.add(plan("z" + i, Role.ZOOKEEPER, 0, ++place, i, ZOOKEEPER_PORT, addresses));
        }
        for (int i = 1; i <= spec.masters(); i++) {
            hosts.add(plan("m" + i, Role.MASTER, 0, ++place, i, MASTER_PORT, addresses));
        }
        int agent = 0;
        for (int rack = 1; rack <= spec.racks(); rack++) {
            for (int i = 1; i <= spec.agentsPerRack(); i++) {
                agent++;
                hosts.add(plan("a" + agent, Role.AGENT, rack, i, agent, AGENT_PORT, addresses));
            }
        }
        if (spec.simulatedAgents() > 0) {
            int rack = spec.racks() + 1;
            Address service = new Address(addresses.service(rack, 1), AGENT_PORT);
            hosts.add(new HostPlan(
                    new Host(SIMULATOR, Role.AGENT, SIMULATOR_RACK, service), agent + 1, addresses.management(rack, 1)));
        }
        return new Layout(hosts);
    }

    private static HostPlan plan(
            String name, Role role, int rack, int place, int ordinal, int port, Addresses addresses) {
        Host host = new Host(
                name,
                role,
                rack == 0 ? CONTROL_RACK : "r" + rack,
                new Address(addresses.service(rack, place), port));
        return new HostPlan(host, ordinal, addresses.management(rack, place));
    }

    /** Hosts of a role, in their order; the simulator has none. */
    List<HostPlan> of(Role role) {
        return hosts.stream()
                .filter(plan -> plan.host().role() == role && !plan.isSimulator())
                .toList();
    }

    /** The host of a name. */
    HostPlan host(String name) {
        return hosts.stream()
                .filter(plan -> plan.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no host '" + name + "', only "
                        + hosts.stream().map(HostPlan::name).toList()));
    }

    /** Names of all racks, the control rack first. */
    List<String> racks() {
        return hosts.stream().map(plan -> plan.host().rack()).distinct().toList();
    }

    /** What faults may reach, and how many agents there are besides. */
    Topology topology(int simulatedAgents) {
        return new Topology(
                hosts.stream().filter(plan -> !plan.isSimulator()).map(HostPlan::host).toList(), simulatedAgents);
    }
}
