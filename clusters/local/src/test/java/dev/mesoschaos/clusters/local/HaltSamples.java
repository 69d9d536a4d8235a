package dev.mesoschaos.clusters.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Cluster;
import java.io.IOException;
import java.util.stream.Collectors;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;

/** Engages and releases a cluster's kill switch as anybody with a ZooKeeper client would. */
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

    static void delete(Cluster cluster) {
        with(cluster, client -> client.delete(HaltNode.PATH, -1));
    }

    private static void with(Cluster cluster, Work work) {
        String servers = cluster.zookeeper().stream().map(Address::toString).collect(Collectors.joining(","));
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
