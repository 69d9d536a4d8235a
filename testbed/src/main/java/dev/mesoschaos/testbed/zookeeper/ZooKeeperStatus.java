package dev.mesoschaos.testbed.zookeeper;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a ZooKeeper server says it is, in its four-letter words.
 *
 * <p>Latencies are the server's own, from receiving a request to answering it, since its start or last {@code srst}.
 *
 * @param mode the server's part in its ensemble
 * @param zxid the last transaction it has seen: epoch in the upper, counter in the lower 32 bits
 * @param averageLatencyMillis mean over all requests
 * @param maxLatencyMillis the slowest request
 * @param outstandingRequests requests received and not answered
 * @param connections open client connections, this one included
 * @param znodes all znodes, ZooKeeper's own included
 * @param ephemerals znodes that end with their session
 */
public record ZooKeeperStatus(
        Mode mode,
        long zxid,
        double averageLatencyMillis,
        long maxLatencyMillis,
        long outstandingRequests,
        int connections,
        long znodes,
        long ephemerals) {

    /** A server's part. */
    public enum Mode { LEADER, FOLLOWER, OBSERVER, STANDALONE }

    /**
     * Asks a server.
     *
     * @param limit for each connection and each wait for an answer
     * @return empty when the server runs and does not serve, as without a quorum
     * @throws IOException when it cannot be reached, or answers with what no server says
     */
    public static Optional<ZooKeeperStatus> read(InetSocketAddress server, Duration limit) throws IOException {
        String summary = FourLetterWord.ask(server, "srvr", limit);
        String monitor = FourLetterWord.ask(server, "mntr", limit);
        if (summary.contains("not currently serving")
                || monitor.contains("not currently serving")) {
            return Optional.empty();
        }
        return Optional.of(parse(summary, monitor, server));
    }

    private static ZooKeeperStatus parse(String summary, String monitor, InetSocketAddress server) throws IOException {
        Map<String, String> values = new HashMap<>();
        summary.lines().map(line -> line.split(": ", 2)).filter(pair -> pair.length == 2)
                .forEach(pair -> values.put(pair[0], pair[1]));
        monitor.lines().map(line -> line.split("\t", 2)).filter(pair -> pair.length == 2)
                .forEach(pair -> values.put(pair[0], pair[1]));
        try {
            return new ZooKeeperStatus(
                    Mode.valueOf(value(values, "Mode").toUpperCase(Locale.ROOT)),
                    Long.decode(value(values, "Zxid")),
                    Double.parseDouble(value(values, "zk_avg_latency")),
                    (long) Double.parseDouble(value(values, "zk_max_latency")),
                    Long.parseLong(value(values, "zk_outstanding_requests")),
                    Integer.parseInt(value(values, "zk_num_alive_connections")),
                    Long.parseLong(value(values, "zk_znode_count")),
                    Long.parseLong(value(values, "zk_ephemerals_count")));
        } catch (IllegalArgumentException e) {
            throw new IOException("The status of " + server + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static String value(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("it has no " + name);
        }
        return value;
    }
}
