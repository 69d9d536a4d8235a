package dev.mesoschaos.injectors.network;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.HostCommand;
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

    /** Whether the host has nftables, the program and the kernel's part. */
    boolean available(String host) {
        return tables(host).ok();
    }

    /** Drops everything from and to the peers; fails when a table of our name is there already. */
    void drop(String host, List<String> peers) {
        String addresses = String.join(", ", peers);
        String script = String.join(
                "\n",
                "create table inet " + table,
                chain("input", "saddr", addresses),
                chain("output", "daddr", addresses),
                "");
        Shell.Result result = shell.run(host, List.of("nft", "-f", "-"), script, LIMIT);
        if (!result.ok()) {
            throw new ClusterException("nft on " + host + " refused: " + result.stderr().strip());
        }
    }

    private String chain(String hook, String side, String addresses) {
        return "add chain inet " + table + " " + hook + " { type filter hook " + hook + " priority -300; }\n"
                + "add rule inet " + table + " " + hook + " ip " + side + " { " + addresses + " } counter drop";
    }

    /** Removes a table of ours; adding it first makes that the same whether it is there or not. A host may lack nftables. */
    static HostCommand removal(String host, String table) {
        return new HostCommand(
                host,
                List.of("sh", "-c", "nft -f - || ! nft list tables >/dev/null 2>&1"),
                "add table inet " + table + "\ndelete table inet " + table + "\n");
    }

    /** Whether our table is there; a host without nftables has none. */
    boolean present(String host) {
        Shell.Result tables = tables(host);
        return tables.ok() && tables.stdout().lines().map(String::strip).anyMatch(("table inet " + table)::equals);
    }

    /** How many packets our rules have dropped. */
    long dropped(String host) {
        Matcher matcher = DROPPED.matcher(shell.run(host, "nft", "list", "table", "inet", table).stdout());
        return matcher.results().mapToLong(match -> Long.parseLong(match.group(1))).sum();
    }

    private Shell.Result tables(String host) {
        return shell.run(host, "nft", "list", "tables");
    }
}
