package dev.mesoschaos.injectors.zookeeper;

import dev.mesoschaos.injectors.Reachability;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Cluster;
import dev.mesoschaos.scenarios.fault.Evidence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the servers of an ensemble are in it now, by their own word.
 *
 * @param byHost in the order in which they were asked about
 */
record EnsembleParts(Map<String, ServerState.Part> byHost) {

    /** Asks the servers of these hosts, past everything between masters and them. */
    static EnsembleParts ask(Cluster cluster, List<String> hosts) {
        Map<String, Address> addresses = new LinkedHashMap<>();
        hosts.forEach(name -> addresses.put(name, cluster.route(Reachability.host(cluster, name).service())));
        Map<Address, ServerState> states = ServerState.ask(List.copyOf(addresses.values()));
        Map<String, ServerState.Part> parts = new LinkedHashMap<>();
        addresses.forEach((name, address) -> parts.put(name, states.get(address).part()));
        return new EnsembleParts(parts);
    }

    /** Whether all of them serve clients, and exactly one of them leads. */
    Evidence serving() {
        boolean serving = byHost.values().stream().allMatch(ServerState.Part::serves);
        long leaders = byHost.values().stream().filter(ServerState.Part::leads).count();
        return serving && leaders == 1
                ? Evidence.holds("all servers serve: " + words())
                : Evidence.missing("not all servers serve under one leader: " + words());
    }

    /** Whether none of these serves, though it answers. */
    boolean answerWithoutServing(List<String> hosts) {
        return hosts.stream().allMatch(host -> byHost.get(host) == ServerState.Part.NOT_SERVING);
    }

    /** Each server with what it is. */
    String words() {
        return byHost.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining(", "));
    }
}
