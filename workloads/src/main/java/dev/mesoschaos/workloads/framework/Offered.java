package dev.mesoschaos.workloads.framework;

import java.util.List;

/**
 * What can be used of one offer: resources that are neither reserved nor revocable.
 *
 * @param ports single ports, in their order
 */
record Offered(String id, Agent agent, double cpus, double memMb, List<Integer> ports) {
    Offered {
        ports = List.copyOf(ports);
    }
}
