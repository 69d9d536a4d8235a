package dev.mesoschaos.injectors;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Shell;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Drops packets with blackhole routes, where there is no nftables. Ours carry a routing protocol number of their own;
 * a route of anybody else to the same address makes the injection fail and is left alone.
 */
final class BlackholeRoutes {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** Not in use by any routing daemon (rtnetlink.h reserves 128 and above for users, and names none at 187). */
    private static final String PROTOCOL = "187";

    private final Shell shell;

    BlackholeRoutes(Shell shell) {
        this.shell = shell;
    }

    /** Sends everything to the peers nowhere. */
    void add(String host, List<String> peers) {
        String lines = peers.stream()
                .map(peer -> "route add blackhole " + peer + " proto " + PROTOCOL + "\n")
                .collect(Collectors.joining());
        Shell.Result result = shell.run(host, List.of("ip", "-batch", "-"), lines, LIMIT);
        if (!result.ok()) {
            throw new ClusterException("ip on " + host + " refused: " + result.stderr().strip());
        }
    }

    /** Removes those of our routes to the peers that are there. */
    void remove(String host, List<String> peers) {
        List<String> ours = present(host).stream().filter(peers::contains).toList();
        for (String peer : ours) {
            Shell.Result result = shell.run(host, "ip", "route", "del", "blackhole", peer, "proto", PROTOCOL);
            if (!result.ok()) {
                throw new ClusterException("ip on " + host + " refused: " + result.stderr().strip());
            }
        }
    }

    /** Addresses that our routes send nowhere. */
    List<String> present(String host) {
        Shell.Result result = shell.run(host, "ip", "-o", "route", "show", "type", "blackhole", "proto", PROTOCOL);
        return result.stdout()
                .lines()
                .map(line -> line.replaceFirst("^blackhole ", "").strip().replaceFirst(" .*", ""))
                .filter(address -> !address.isEmpty())
                .toList();
    }
}
