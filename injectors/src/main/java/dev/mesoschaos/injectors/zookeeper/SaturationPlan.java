package dev.mesoschaos.injectors.zookeeper;

import dev.mesoschaos.scenarios.cluster.Address;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How to saturate an ensemble.
 *
 * @param prefix begins the names of our nodes, which lie side by side: unlike nodes below a common one, all of them can be
 *     ephemeral, and so go with the sessions of a harness that has died
 * @param servers client addresses of the ensemble
 * @param goal what is held
 * @param mix what the load consists of
 * @param sessions how many sessions the load comes from; what it begins with, when connections are what is held
 * @param tenants how many groups these sessions belong to
 * @param within how long the load may take to reach the set-point
 */
public record SaturationPlan(
        String prefix, List<Address> servers, Goal goal, Mix mix, int sessions, int tenants, Duration within) {

    public SaturationPlan {
        servers = List.copyOf(servers);
    }

    /** The plan in words. */
    public List<String> describe() {
        return List.of("load " + connectString() + " from " + tenants + " tenants with " + sessions
                + " sessions and nodes " + prefix + ".* until " + goal);
    }

    /** Path of our node for a purpose. */
    public String node(String purpose) {
        return prefix + "." + purpose;
    }

    /** Whether a node is ours; one that only begins as ours do is not. */
    public boolean owns(String path) {
        return path.matches(Pattern.quote(prefix) + "\\.(measured|costly|tenant-\\d+-member-\\d+)");
    }

    /** How long a session may take to open: what must be there by then cannot begin later. */
    Duration sessionWithin() {
        return within.compareTo(Sessions.CONNECT) < 0 ? within : Sessions.CONNECT;
    }

    /** The connect string of ZooKeeper's client. */
    public String connectString() {
        return servers.stream().map(Address::toString).collect(Collectors.joining(","));
    }
}
