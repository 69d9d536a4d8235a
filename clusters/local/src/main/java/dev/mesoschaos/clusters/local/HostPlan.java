package dev.mesoschaos.clusters.local;

import dev.mesoschaos.scenarios.cluster.Host;

/**
 * A host and where it stands in the plan of addresses.
 *
 * @param ordinal its number among the hosts of its role, from 1
 * @param management its address on the management network, which no fault touches
 */
record HostPlan(Host host, int ordinal, String management) {

    String name() {
        return host.name();
    }

    /** Whether it holds the simulated agents. */
    boolean isSimulator() {
        return host.name().equals(Layout.SIMULATOR);
    }

    /** Its address on the network that faults may cut. */
    String address() {
        return host.service().host();
    }
}
