package dev.mesoschaos.scenarios.cluster;

import java.util.List;
import java.util.Optional;

/**
 * All hosts of a cluster.
 *
 * @param simulatedAgents how many agents are registered besides those of the hosts: they stand on no host, their tasks
 *     are simulated, and no fault reaches them
 */
public record Topology(List<Host> hosts, int simulatedAgents) {

    /** Hosts only. */
    public Topology(List<Host> hosts) {
        this(hosts, 0);
    }

    public Topology {
        hosts = List.copyOf(hosts);
    }

    /** Hosts of a role, in their order. */
    public List<Host> of(Role role) {
        return hosts.stream().filter(host -> host.role() == role).toList();
    }

    /** Racks that hold agents, in their order. */
    public List<String> agentRacks() {
        return of(Role.AGENT).stream().map(Host::rack).distinct().toList();
    }

    /** Agents of a rack. */
    public List<Host> agentsOf(String rack) {
        return of(Role.AGENT).stream().filter(host -> host.rack().equals(rack)).toList();
    }

    /** The host of a name. */
    public Optional<Host> host(String name) {
        return hosts.stream().filter(host -> host.name().equals(name)).findFirst();
    }
}
