package dev.mesoschaos.testbed.zookeeper;

import dev.mesoschaos.testbed.flags.Flags;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The command line of one server.
 *
 * @param id number of this server in its ensemble, 1 to 255
 * @param ip address to listen on
 * @param clientPort port for clients; 0 takes a free one, for a server alone only
 * @param data directory for snapshots, log and identity; made when missing
 * @param servers id to {@code ip:quorumPort:electionPort} of each member as this server must dial it, empty for a
 *     server alone; its own entry is where it listens
 * @param proxied whether members dial each other through proxies, see {@link PeerNames}
 * @param tick ZooKeeper's unit of time: a session times out on a whole tick, a member is pinged twice a tick
 * @param fsync whether a write is on the disk before it is acknowledged
 */
record ZooKeeperFlags(
        int id, String ip, int clientPort, Path data, Map<Integer, String> servers, boolean proxied, Duration tick,
        boolean fsync) {

    private static final Map<String, String> DEFAULTS = Map.of(
            "id", "1", "ip", "127.0.0.1", "client_port", "2181", "servers", "", "proxied_peers", "false",
            "tick_time", SessionBounds.TICK.toMillis() + "ms", "fsync", "true");

    ZooKeeperFlags {
        servers = Map.copyOf(servers);
        if (!servers.isEmpty() && !servers.containsKey(id)) {
            throw new IllegalArgumentException("--servers has no entry for --id=" + id + ": add where it listens itself");
        }
        if (!servers.isEmpty() && clientPort == 0) {
            throw new IllegalArgumentException("--client_port=0 works for a server alone only: give members fixed ports");
        }
        if (tick.toMillis() < 10) {
            throw new IllegalArgumentException("--tick_time is under 10ms, which ZooKeeper cannot keep: give more");
        }
    }

    static ZooKeeperFlags parse(String... arguments) {
        Flags flags = Flags.parse(DEFAULTS, List.of("data_dir"), arguments);
        return new ZooKeeperFlags(
                flags.integer("id"),
                flags.text("ip"),
                flags.integer("client_port"),
                Path.of(flags.text("data_dir")),
                flags.read("servers", ZooKeeperFlags::members),
                Boolean.parseBoolean(flags.text("proxied_peers")),
                flags.duration("tick_time"),
                Boolean.parseBoolean(flags.text("fsync")));
    }

    boolean alone() {
        return servers.size() <= 1;
    }

    private static Map<Integer, String> members(String text) {
        Map<Integer, String> members = new LinkedHashMap<>();
        for (String member : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            String[] parts = member.split("=", 2);
            if (!member.matches("\\d{1,3}=[^:]+:\\d+:\\d+") || members.put(Integer.valueOf(parts[0]), parts[1]) != null) {
                throw new IllegalArgumentException(
                        "'" + member + "' is no new member: expected id=ip:quorumPort:electionPort, each id once");
            }
        }
        return members;
    }
}
