package dev.mesoschaos.injectors.zookeeper;

import dev.mesoschaos.scenarios.cluster.Address;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How to saturate an ensemble.
 *
 * @param prefix begins the names of our nodes, which lie side by side: unlike nodes below a common one, all of them can be
 *     ephemeral, and so go with the sessions of a harness that has died
 * @param servers client addresses of the ensemble
 * @param p99 the set-point: latency of the measuring session's writes at its 99th percentile
 * @param sessions how many sessions the load comes from
 * @param within how long the load may take to reach the set-point
 */
public record SaturationPlan(String prefix, List<Address> servers, Duration p99, int sessions, Duration within) {

    public SaturationPlan {
        servers = List.copyOf(servers);
    }

    /** The plan in words. */
    public List<String> describe() {
        return List.of(String.format(
                Locale.ROOT,
                "load %s from %d sessions with nodes %s.* until p99 of writes is %d ms",
                connectString(),
                sessions,
                prefix,
                p99.toMillis()));
    }

    /** Path of our node for a purpose. */
    public String node(String purpose) {
        return prefix + "." + purpose;
    }

    /** Whether a node is ours; one that only begins as ours do is not. */
    public boolean owns(String path) {
        return path.matches(Pattern.quote(prefix) + "\\.(measured|costly|(tenant|member)-\\d+)");
    }

    /** The connect string of ZooKeeper's client. */
    public String connectString() {
        return servers.stream().map(Address::toString).collect(Collectors.joining(","));
    }
}
