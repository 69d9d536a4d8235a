package dev.mesoschaos.injectors;

import dev.mesoschaos.scenarios.cluster.Address;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How to saturate an ensemble.
 *
 * @param prefix znode below which everything is ours
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
    List<String> describe() {
        return List.of(String.format(
                Locale.ROOT,
                "load %s from %d sessions below %s until p99 of writes is %d ms",
                connectString(),
                sessions,
                prefix,
                p99.toMillis()));
    }

    /** The connect string of ZooKeeper's client. */
    String connectString() {
        return servers.stream().map(Address::toString).collect(Collectors.joining(","));
    }
}
