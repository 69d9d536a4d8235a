package dev.mesoschaos.injectors.network;

import static dev.mesoschaos.injectors.network.Grudges.HARNESS;

import dev.mesoschaos.injectors.network.Grudges.Grudge;
import dev.mesoschaos.injectors.network.PartitionPlan.Drop;
import dev.mesoschaos.injectors.network.PartitionPlan.LinkCut;
import dev.mesoschaos.injectors.network.Rift.Direction;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.fault.Situation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What hosts or proxies have to do, so that packets do not get where they shall not. Pure functions. */
final class Sides {

    private static final Pattern IP = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private Sides() {}

    /**
     * What hosts drop: sender and receiver both, so that one of them is enough, and one without a packet filter does no
     * harm. Only the harness never drops anything.
     *
     * @throws IllegalArgumentException when a host is known by a name instead of an IP address
     */
    static List<Drop> drops(List<Grudge> grudges, Situation situation) {
        Map<String, Set<String>> sends = new HashMap<>();
        Map<String, Set<String>> gets = new HashMap<>();
        Set<String> names = new LinkedHashSet<>();
        for (Grudge grudge : grudges) {
            sends.computeIfAbsent(grudge.from(), unused -> new LinkedHashSet<>()).add(grudge.to());
            gets.computeIfAbsent(grudge.to(), unused -> new LinkedHashSet<>()).add(grudge.from());
            grudge.both().filter(name -> !name.equals(HARNESS)).forEach(names::add);
        }
        Map<String, String> addresses = addresses(situation);
        return names.stream()
                .map(name -> drop(name, sends.getOrDefault(name, Set.of()), gets.getOrDefault(name, Set.of()), addresses))
                .toList();
    }

    private static Drop drop(String host, Set<String> sends, Set<String> gets, Map<String, String> addresses) {
        Direction direction = sends.isEmpty() ? Direction.IN : gets.isEmpty() ? Direction.OUT : Direction.BOTH;
        List<String> peers = Stream.concat(sends.stream(), gets.stream())
                .distinct()
                .map(addresses::get)
                .distinct()
                .toList();
        return new Drop(host, direction, peers, direction == Direction.IN && gets.contains(HARNESS));
    }

    private static Map<String, String> addresses(Situation situation) {
        Map<String, String> addresses = new LinkedHashMap<>();
        situation.topology().hosts().forEach(host -> addresses.put(host.name(), ip(host.name(), host.service())));
        addresses.put(HARNESS, situation.harnessAddress());
        return addresses;
    }

    private static String ip(String name, Address address) {
        String text = address.host().replaceAll("[\\[\\]]", "");
        if (!IP.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "network-partition drops packets by IP address, and " + name + " is known as '" + text + "'");
        }
        return text;
    }

    /**
     * What proxies let not through.
     *
     * @param only whether nobody else cuts anything
     * @throws IllegalArgumentException when nobody does
     */
    static List<LinkCut> links(List<Grudge> grudges, Situation situation, boolean only) {
        Set<Grudge> all = new HashSet<>(grudges);
        List<LinkCut> cuts = situation.links().stream()
                .map(link -> new LinkCut(
                        link.proxy(),
                        link.to(),
                        all.contains(new Grudge(link.from(), link.to())),
                        all.contains(new Grudge(link.to(), link.from()))))
                .filter(cut -> cut.requests() || cut.answers())
                .toList();
        if (only && cuts.isEmpty()) {
            throw new IllegalArgumentException("no link between the two sides runs through a proxy, and these hosts have "
                    + "no network of their own that could be cut");
        }
        return cuts;
    }
}
