package dev.mesoschaos.scenarios.fault;

import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Links;
import java.util.List;

/**
 * Resolved targets, frozen.
 *
 * @param description how they were chosen
 * @param hosts never empty
 * @param links the connections that were chosen, where connections are the target; else empty
 */
public record Targets(String description, List<Host> hosts, List<Links.Link> links) {
    public Targets {
        hosts = List.copyOf(hosts);
        links = List.copyOf(links);
    }

    /** Hosts, with all that is on them. */
    public Targets(String description, List<Host> hosts) {
        this(description, hosts, List.of());
    }

    /** Their names, in order. */
    public List<String> names() {
        return hosts.stream().map(Host::name).toList();
    }
}
