package dev.mesoschaos.injectors.network;

import dev.mesoschaos.injectors.network.Rift.Direction;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a host says is there of a {@link PartitionPlan.Drop}.
 *
 * @param table whether there is our packet filter table
 * @param dropped packets it has dropped
 * @param passed packets it has counted that came the other way
 * @param routes peers that our routes send nowhere
 */
record HostLook(boolean table, long dropped, long passed, Set<String> routes) {

    private static final Pattern COUNTER = Pattern.compile("counter packets (\\d+) bytes \\d+( drop)?");
    private static final Pattern ROUTE = Pattern.compile("blackhole (\\S+) (?:.* )?metric (\\d+) .*");

    /** Reads what the command of {@link DropScript#look} has said. */
    static HostLook of(DropScript script, String said) {
        long dropped = 0;
        long passed = 0;
        for (Matcher counter = COUNTER.matcher(said); counter.find(); ) {
            if (counter.group(2) == null) {
                passed += Long.parseLong(counter.group(1));
            } else {
                dropped += Long.parseLong(counter.group(1));
            }
        }
        Set<String> routes = said.lines()
                .map(line -> ROUTE.matcher(line + " "))
                .filter(route -> route.matches() && Long.parseLong(route.group(2)) == script.metric())
                .map(route -> route.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        boolean table = said.lines().anyMatch(("table inet " + script.table() + " {")::equals);
        return new HostLook(table, dropped, passed, routes);
    }

    /** Whether the host does its part; without a packet filter, those who send to it drop what it would have dropped. */
    boolean drops(PartitionPlan.Drop drop) {
        return table || (drop.direction() == Direction.IN ? !drop.filterOnly() : routes.containsAll(drop.peers()));
    }

    /** Whether nothing is there. */
    boolean nothing() {
        return !table && routes.isEmpty();
    }

    /** What is there, in words. */
    String words() {
        return table ? "a packet filter" : "routes to " + String.join(", ", routes);
    }
}
