package dev.mesoschaos.scenarios.fault;

import dev.mesoschaos.scenarios.cluster.Host;
import java.util.List;

/**
 * Resolved targets, frozen.
 *
 * @param description how they were chosen
 * @param hosts never empty
 */
public record Targets(String description, List<Host> hosts) {
    public Targets {
        hosts = List.copyOf(hosts);
    }

    /** Their names, in order. */
    public List<String> names() {
        return hosts.stream().map(Host::name).toList();
    }
}
