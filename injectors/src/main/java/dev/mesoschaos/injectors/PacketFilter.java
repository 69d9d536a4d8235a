package dev.mesoschaos.injectors;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Shell;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Drops packets with nftables, in a table of our own, so that its removal cannot touch anybody else's rules. */
final class PacketFilter {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Pattern DROPPED = Pattern.compile("counter packets (\\d+)");

    private final Shell shell;
    private final String table;

    PacketFilter(Shell shell, String table) {
        this.shell = shell;
        this.table = table;
    }

    /** Whether the host has nftables. */
    boolean available(String host) {
        try {
            return shell.run(host, "nft", "--version").ok();
        } catch (ClusterException e) {
            return false;
        }
    }

    /** Drops everything from and to the peers; fails when a table of our name is there already. */
    void drop(String host, List<String> peers) {
        String addresses = String.join(", ", peers);
        run(host, String.join(
                "\n",
                "create table inet " + table,
                chain("input", "saddr", addresses),
                chain("output", "daddr", addresses),
                ""));
    }

    private String chain(String hook, String side, String addresses) {
        return "add chain inet " + table + " " + hook + " { type filter hook " + hook + " priority -300; }\n"
                + "add rule inet " + table + " " + hook + " ip " + side + " { " + addresses + " } counter drop";
    }

    /** Removes our table; adding it first makes that the same whether it is there or not. */
    void remove(String host) {
        run(host, "add table inet " + table + "\ndelete table inet " + table + "\n");
    }

    /** Whether our table is there. */
    boolean present(String host) {
        return shell.run(host, "nft", "list", "table", "inet", table).ok();
    }

    /** How many packets our rules have dropped. */
    long dropped(String host) {
        Matcher matcher = DROPPED.matcher(shell.run(host, "nft", "list", "table", "inet", table).stdout());
        return matcher.results().mapToLong(match -> Long.parseLong(match.group(1))).sum();
    }

    private void run(String host, String script) {
        Shell.Result result = shell.run(host, List.of("nft", "-f", "-"), script, LIMIT);
        if (!result.ok()) {
            throw new ClusterException("nft on " + host + " refused: " + result.stderr().strip());
        }
    }
}
