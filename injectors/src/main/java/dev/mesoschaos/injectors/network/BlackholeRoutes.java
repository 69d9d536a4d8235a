package dev.mesoschaos.injectors.network;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.HostCommand;
import dev.mesoschaos.scenarios.cluster.Shell;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Drops packets with blackhole routes, where there is no nftables. Ours carry a routing protocol number of their own;
 * a route of anybody else to the same address makes the injection fail and is left alone.
 */
final class BlackholeRoutes {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** From the range that rtnetlink.h leaves to programs, and no routing daemon it names uses this one. */
    private static final String PROTOCOL = "213";

    private final Shell shell;

    BlackholeRoutes(Shell shell) {
        this.shell = shell;
    }

    /** Sends everything to the peers nowhere. */
    void add(String host, List<String> peers) {
        String routes = lines(peers.stream().map(peer -> "route add blackhole " + peer + " proto " + PROTOCOL));
        checked(host, shell.run(host, List.of("ip", "-batch", "-"), routes, LIMIT));
    }

    /** Removes those of our routes to the peers that are there: unlike a deletion, a flush of nothing succeeds. */
    static HostCommand removal(String host, List<String> peers) {
        return new HostCommand(
                host,
                List.of("ip", "-batch", "-"),
                lines(peers.stream().map(peer -> "route flush type blackhole proto " + PROTOCOL + " exact " + peer)));
    }

    /** Those of the peers that routes of ours send nowhere. */
    List<String> present(String host, List<String> peers) {
        Shell.Result result = shell.run(host, "ip", "-o", "route", "show", "type", "blackhole", "proto", PROTOCOL);
        return checked(host, result)
                .stdout()
                .lines()
                .map(line -> line.replaceFirst("^blackhole ", "").strip().replaceFirst(" .*", ""))
                .filter(peers::contains)
                .toList();
    }

    private static String lines(Stream<String> lines) {
        return lines.map(line -> line + "\n").collect(Collectors.joining());
    }

    private static Shell.Result checked(String host, Shell.Result result) {
        if (!result.ok()) {
            throw new ClusterException("ip on " + host + " refused: " + result.stderr().strip());
        }
        return result;
    }
}
