package dev.mesoschaos.conformance.bed;

import dev.mesoschaos.scenarios.cluster.Shell;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Drops packets on a host with nftables, in a table of its own; the host's loopback and its management network stay. */
public final class Wall implements AutoCloseable {

    private static final String TABLE = "mesos_conformance";
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Shell shell;
    private final String host;

    private Wall(Shell shell, String host) {
        this.shell = shell;
        this.host = host;
    }

    /** Drops all between a host and these addresses. */
    static Wall around(Shell shell, String host, List<String> addresses) {
        Wall wall = new Wall(shell, host);
        String peers = addresses.stream().collect(Collectors.joining(", ", "{ ", " }"));
        wall.script("table inet " + TABLE + " {\n"
                + " chain input { type filter hook input priority -300; ip saddr " + peers + " drop; }\n"
                + " chain output { type filter hook output priority -300; ip daddr " + peers + " drop; }\n}\n");
        return wall;
    }

    /** Lets packets through again; doing so twice is no error, and neither is a host that is off. */
    @Override
    public void close() {
        script("add table inet " + TABLE + "\ndelete table inet " + TABLE + "\n");
    }

    private void script(String lines) {
        Shell.Result result = shell.run(host, List.of("nft", "-f", "-"), lines, LIMIT);
        if (!result.ok()) {
            throw new IllegalStateException("nft on " + host + ": " + result.stderr().strip());
        }
    }
}
