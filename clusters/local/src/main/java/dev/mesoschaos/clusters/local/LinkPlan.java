package dev.mesoschaos.clusters.local;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.Links;
import dev.mesoschaos.scenarios.cluster.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which links run through proxies. Pure; proxies listen on consecutive ports of one address. */
record LinkPlan(List<PlannedLink> links) {

    /** No link does. */
    static final LinkPlan DIRECT = new LinkPlan(List.of());

    static final int QUORUM_PORT = 2888;
    static final int ELECTION_PORT = 3888;

    private static final int FIRST_PORT = 20_000;

    LinkPlan {
        links = List.copyOf(links);
    }

    /** Those links that faults need, where hosts reach each other without proxies. */
    static LinkPlan needed(Set<Capability> needs, Layout layout, String proxyAddress, List<Integer> taskPorts) {
        Drawing drawing = new Drawing(proxyAddress);
        if (needs.contains(Capability.ZOOKEEPER_LINKS)) {
            drawing.clientsOfZookeeper(layout);
        }
        if (needs.contains(Capability.MASTER_LINKS)) {
            drawing.usersOfMasters(layout);
        }
        if (needs.contains(Capability.APP_LINKS)) {
            drawing.usersOfTasks(layout, taskPorts);
        }
        return new LinkPlan(drawing.links);
    }

    /**
     * Every link between two hosts, and those of the harness to masters, agents and the tasks' ports.
     *
     * @param toMasters whether masters and agents can be told to dial masters at proxies; an installed Mesos cannot
     */
    static LinkPlan all(Layout layout, String proxyAddress, List<Integer> taskPorts, boolean toMasters) {
        Drawing drawing = new Drawing(proxyAddress);
        drawing.clientsOfZookeeper(layout);
        List<HostPlan> servers = layout.of(Role.ZOOKEEPER);
        List<HostPlan> masters = layout.of(Role.MASTER);
        List<HostPlan> agents = layout.of(Role.AGENT);
        drawing.each(servers, servers, "quorum", QUORUM_PORT);
        drawing.each(servers, servers, "election", ELECTION_PORT);
        if (toMasters) {
            drawing.each(masters, masters, "master", Layout.MASTER_PORT);
            drawing.each(agents, masters, "master", Layout.MASTER_PORT);
        }
        drawing.usersOfMasters(layout);
        agents.forEach(agent -> drawing.link(Links.HARNESS, agent, "agent", Layout.AGENT_PORT));
        drawing.usersOfTasks(layout, taskPorts);
        return new LinkPlan(drawing.links);
    }

    /** Where {@code from} must dial to reach an address. */
    Address via(String from, Address upstream) {
        return links.stream()
                .filter(link -> link.from().equals(from) && link.upstream().equals(upstream))
                .map(PlannedLink::listen)
                .findFirst()
                .orElse(upstream);
    }

    /** All proxied addresses for one host: as advertised, and as to be dialled. */
    Map<String, String> from(String host) {
        Function<Address, String> text = Address::toString;
        return links.stream()
                .filter(link -> link.from().equals(host))
                .collect(Collectors.toMap(link -> text.apply(link.upstream()), link -> text.apply(link.listen())));
    }

    /** The links drawn so far. */
    private static final class Drawing {

        private final String proxyAddress;
        private final List<PlannedLink> links = new ArrayList<>();

        Drawing(String proxyAddress) {
            this.proxyAddress = proxyAddress;
        }

        void clientsOfZookeeper(Layout layout) {
            each(layout.of(Role.MASTER), layout.of(Role.ZOOKEEPER), "client", Layout.ZOOKEEPER_PORT);
            each(layout.of(Role.AGENT), layout.of(Role.ZOOKEEPER), "client", Layout.ZOOKEEPER_PORT);
        }

        void usersOfMasters(Layout layout) {
            layout.of(Role.MASTER).forEach(master -> link(Links.HARNESS, master, "master", Layout.MASTER_PORT));
        }

        void usersOfTasks(Layout layout, List<Integer> ports) {
            layout.of(Role.AGENT)
                    .forEach(agent -> ports.forEach(port -> link(Links.HARNESS, agent, "task-" + port, port)));
        }

        void each(List<HostPlan> from, List<HostPlan> to, String service, int port) {
            for (HostPlan dialling : from) {
                to.stream().filter(dialled -> !dialled.equals(dialling))
                        .forEach(dialled -> link(dialling.name(), dialled, service, port));
            }
        }

        void link(String from, HostPlan to, String service, int port) {
            links.add(new PlannedLink(
                    from,
                    to.name(),
                    service,
                    new Address(proxyAddress, FIRST_PORT + links.size()),
                    new Address(to.address(), port)));
        }
    }
}
