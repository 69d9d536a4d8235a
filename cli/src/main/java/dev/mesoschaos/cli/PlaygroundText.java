package dev.mesoschaos.cli;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.runner.Playground;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where everything of a cluster is, for a person. */
final class PlaygroundText {

    private PlaygroundText() {}

    static List<String> lines(Playground playground) {
        List<String> lines = new ArrayList<>();
        lines.add(row("network", playground.network()));
        lines.add(row("masters", urls(playground.masters())));
        lines.add(row("ZooKeeper", playground.zookeeper().stream().map(Address::toString).collect(Collectors.joining(","))));
        lines.add(row("election", playground.election()));
        lines.add(row("agents", urls(playground.agents().values())));
        playground.apps().forEach((app, addresses) -> lines.add(row("app " + Words.clean(app), urls(addresses))));
        return lines;
    }

    private static String urls(Collection<Address> addresses) {
        return addresses.stream().map(address -> "http://" + address).collect(Collectors.joining(" "));
    }

    private static String row(String label, String text) {
        return String.format(Locale.ROOT, "%-12s %s", label, text);
    }
}
