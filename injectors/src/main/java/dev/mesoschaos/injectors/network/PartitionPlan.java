package dev.mesoschaos.injectors.network;

import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Links;
import dev.mesoschaos.scenarios.fault.Situation;
import dev.mesoschaos.scenarios.fault.Targets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who drops whom. Pure data: the effect only carries it out.
 *
 * @param mark names what this injection owns: a packet filter table, toxics
 * @param cutOff names of the hosts on the small side
 * @param bystander name of a host on the other side that must stay reachable
 * @param drops who drops whose packets; empty when the partition is made in proxies
 * @param proxies names of the proxies of links between the sides; empty when the partition is made on hosts
 */
public record PartitionPlan(
        String mark, List<String> cutOff, String bystander, List<Drop> drops, List<String> proxies) {

    public PartitionPlan {
        cutOff = List.copyOf(cutOff);
        drops = List.copyOf(drops);
        proxies = List.copyOf(proxies);
    }

    /**
     * One host drops all packets from and to some addresses.
     *
     * @param host name of the host that drops
     * @param peers IP addresses
     */
    public record Drop(String host, List<String> peers) {
        public Drop {
            peers = List.copyOf(peers);
        }
    }

    /** Cuts the targets, as one side, off from everybody else, users included. */
    public static PartitionPlan cutOff(Targets targets, Situation situation) {
        Set<String> cut = new HashSet<>(targets.names());
        List<Host> others = situation.topology().hosts().stream()
                .filter(host -> !cut.contains(host.name()))
                .toList();
        if (others.isEmpty()) {
            throw new IllegalArgumentException("a partition needs two sides, and these targets are all hosts");
        }
        boolean onHosts = situation.capabilities().contains(Capability.HOST_NETWORK);
        String bystander = others.stream()
                .filter(host -> host.role() == targets.hosts().getFirst().role())
                .findFirst()
                .orElse(others.getFirst())
                .name();
        return new PartitionPlan(
                mark(situation),
                targets.names(),
                bystander,
                onHosts ? drops(targets.hosts(), others, situation.harnessAddress()) : List.of(),
                onHosts ? List.of() : crossing(cut, situation.links()));
    }

    /** Both sides drop: with one side alone, requests would still arrive and only answers vanish. */
    private static List<Drop> drops(List<Host> cut, List<Host> others, String harness) {
        List<String> outside = Stream.concat(others.stream().map(host -> host.service().host()), Stream.of(harness))
                .distinct()
                .toList();
        List<String> inside = cut.stream().map(host -> host.service().host()).distinct().toList();
        List<Drop> drops = new ArrayList<>();
        cut.forEach(host -> drops.add(new Drop(host.name(), outside)));
        others.forEach(host -> drops.add(new Drop(host.name(), inside)));
        return drops;
    }

    private static List<String> crossing(Set<String> cut, List<Links.Link> links) {
        List<String> crossing = links.stream()
                .filter(link -> cut.contains(link.from()) != cut.contains(link.to()))
                .map(Links.Link::proxy)
                .toList();
        if (crossing.isEmpty()) {
            throw new IllegalArgumentException("no link between the two sides runs through a proxy");
        }
        return crossing;
    }

    private static String mark(Situation situation) {
        return ("mesos_chaos_" + situation.runId() + "_" + situation.injectionId()).replaceAll("[^A-Za-z0-9]", "_");
    }

    /** The plan in words. */
    public List<String> describe() {
        List<String> lines = new ArrayList<>();
        drops.forEach(drop -> lines.add(drop.host() + ": drop " + String.join(" ", drop.peers())));
        proxies.forEach(proxy -> lines.add("proxy " + proxy + ": let nothing through, either way"));
        return lines;
    }
}
