package dev.mesoschaos.scenarios.fault;

import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Links;
import java.util.List;

/**
 * Resolved targets, frozen.
 *
 * @param description how they were chosen
 * @param hosts never empty
 * @param tasks whose executors on these hosts are meant; empty when the hosts are
 * @param links the connections that were chosen, where connections are the target; else empty
 */
public record Targets(String description, List<Host> hosts, List<TaskOn> tasks, List<Links.Link> links) {
    public Targets {
        hosts = List.copyOf(hosts);
        tasks = List.copyOf(tasks);
        links = List.copyOf(links);
    }

    /** Executors on hosts. */
    public Targets(String description, List<Host> hosts, List<TaskOn> tasks) {
        this(description, hosts, tasks, List.of());
    }

    /** Hosts. */
    public Targets(String description, List<Host> hosts) {
        this(description, hosts, List.of());
    }

    /** The hosts' names, in order. */
    public List<String> names() {
        return hosts.stream().map(Host::name).toList();
    }

    /**
     * A task.
     *
     * @param host name of the host of its agent
     * @param task its id in Mesos
     */
    public record TaskOn(String host, String task) {
        @Override
        public String toString() {
            return task + " on " + host;
        }
    }
}
