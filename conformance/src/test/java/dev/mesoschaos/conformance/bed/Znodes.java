package dev.mesoschaos.conformance.bed;

import dev.mesoschaos.scenarios.cluster.Address;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryOneTime;

/** The masters' znodes, as mesos-facts section 6 lays them out. */
final class Znodes {

    private static final String MASTERS = "/mesos";
    private static final int TIMEOUT_MS = (int) Duration.ofSeconds(5).toMillis();

    private Znodes() {}

    /** Deletes the node of the leading master: the lowest {@code json.info_}. */
    static void deleteLeader(List<Address> servers) throws Exception {
        String connect = servers.stream().map(Address::toString).collect(Collectors.joining(","));
        try (CuratorFramework client = CuratorFrameworkFactory.newClient(
                connect, TIMEOUT_MS, TIMEOUT_MS, new RetryOneTime(100))) {
            client.start();
            String leader = client.getChildren().forPath(MASTERS).stream()
                    .filter(name -> name.startsWith("json.info_"))
                    .min(Comparator.naturalOrder())
                    .orElseThrow(() -> new AssertionError("no master has a node"));
            client.delete().forPath(MASTERS + "/" + leader);
        }
    }
}
