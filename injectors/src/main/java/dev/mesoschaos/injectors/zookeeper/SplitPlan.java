package dev.mesoschaos.injectors.zookeeper;

import dev.mesoschaos.injectors.network.PartitionPlan;
import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Links;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.fault.Situation;
import dev.mesoschaos.scenarios.fault.Targets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How an ensemble falls apart.
 *
 * @param partition who drops whom
 * @param all names of all servers
 * @param without names of the servers that are in no majority
 */
public record SplitPlan(PartitionPlan partition, List<String> all, List<String> without) {

    public SplitPlan {
        all = List.copyOf(all);
        without = List.copyOf(without);
    }

    /**
     * Deals the servers to sides.
     *
     * @param singles whether each target is a side of its own, and not all of them one
     */
    static SplitPlan of(Targets targets, Situation situation, boolean singles) {
        List<Host> all = situation.topology().of(Role.ZOOKEEPER);
        if (!all.containsAll(targets.hosts())) {
            throw new IllegalArgumentException("only ZooKeeper servers can be split, and the targets are "
                    + String.join(", ", targets.names()) + ": use target: {zookeeper: minority}");
        }
        List<List<Host>> sides = sides(all, targets.hosts(), singles);
        if (sides.size() < 2) {
            throw new IllegalArgumentException("a split needs two sides, and these targets are all " + all.size()
                    + " ZooKeeper servers: target some, or split them into: singles");
        }
        List<String> without = sides.stream()
                .filter(side -> side.size() <= all.size() / 2)
                .flatMap(List::stream)
                .map(Host::name)
                .toList();
        return new SplitPlan(partition(targets, situation, sides), all.stream().map(Host::name).toList(), without);
    }

    private static List<List<Host>> sides(List<Host> all, List<Host> targets, boolean singles) {
        List<Host> others = all.stream().filter(host -> !targets.contains(host)).toList();
        Stream<List<Host>> cut = singles ? targets.stream().map(List::of) : Stream.of(targets);
        return Stream.concat(cut, Stream.of(others)).filter(side -> !side.isEmpty()).toList();
    }

    private static PartitionPlan partition(Targets targets, Situation situation, List<List<Host>> sides) {
        boolean onHosts = situation.capabilities().contains(Capability.HOST_NETWORK);
        Map<String, List<String>> drops = new LinkedHashMap<>();
        List<Links.Link> links = new ArrayList<>();
        for (List<Host> side : sides) {
            List<Host> beyond = sides.stream().filter(other -> !other.equals(side)).flatMap(List::stream).toList();
            List<String> peers = beyond.stream().map(host -> host.service().host()).distinct().toList();
            side.forEach(host -> drops.put(host.name(), peers));
            situation.links().stream().filter(link -> leads(link, side, beyond)).forEach(links::add);
        }
        if (!onHosts && links.isEmpty()) {
            throw new IllegalArgumentException("no link between these ZooKeeper servers runs through a proxy");
        }
        String mark = "mesos_chaos_" + situation.runId() + "_" + situation.injectionId();
        return PartitionPlan.apart(
                mark.replaceAll("[^A-Za-z0-9]", "_"),
                targets.names(),
                onHosts ? drops : Map.of(),
                onHosts ? List.of() : links);
    }

    private static boolean leads(Links.Link link, List<Host> from, List<Host> to) {
        return from.stream().anyMatch(host -> host.name().equals(link.from()))
                && to.stream().anyMatch(host -> host.name().equals(link.to()));
    }
}
