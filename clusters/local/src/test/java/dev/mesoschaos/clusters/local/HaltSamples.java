package dev.mesoschaos.clusters.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Cluster;
import dev.mesoschaos.scenarios.cluster.KillSwitch;
import java.io.IOException;
import java.util.stream.Collectors;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;

/** Engages a cluster's kill switch as anybody with a ZooKeeper client would, and lifts it. */
final class HaltSamples {

    private HaltSamples() {}

    static void create(Cluster cluster, String reason) {
        with(cluster, client -> {
            try {
                client.create("/mesos-chaos", new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
            } catch (KeeperException.NodeExistsException e) {
                // From an earlier time.
            }
            client.create(HaltNode.PATH, reason.getBytes(UTF_8), ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        });
    }

    /** As 'mesos-chaos resume' does. */
    static void release(Cluster cluster) throws IOException {
        try (KillSwitch.Lever lever = HaltNodeLever.reach(servers(cluster))) {
            lever.release();
        }
    }

    private static String servers(Cluster cluster) {
        return cluster.zookeeper().stream().map(Address::toString).collect(Collectors.joining(","));
    }

    private static void with(Cluster cluster, Work work) {
        String servers = servers(cluster);
        try {
            ZooKeeper client = new ZooKeeper(servers, 5000, event -> {});
            try {
                work.on(client);
            } finally {
                client.close();
            }
        } catch (IOException | KeeperException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @FunctionalInterface
    private interface Work {
        void on(ZooKeeper client) throws KeeperException, InterruptedException;
    }
}
