package dev.mesoschaos.mesosclient;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryForever;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.server.ServerCnxnFactory;
import org.apache.zookeeper.server.ZooKeeperServer;

/** A real ZooKeeper server in this process, and a hand to write to it as masters do. */
final class TestZooKeeper implements AutoCloseable {

    private final Path directory;
    private ServerCnxnFactory connections;
    private ZooKeeperServer server;
    private final CuratorFramework hand;

    TestZooKeeper(Path directory) throws IOException, InterruptedException {
        // The server's embedded web console is not needed here.
        System.setProperty("zookeeper.admin.enableServer", "false");
        this.directory = directory;
        start(0);
        hand = CuratorFrameworkFactory.newClient(servers(), new RetryForever(50));
        hand.start();
    }

    String servers() {
        return "127.0.0.1:" + connections.getLocalPort();
    }

    String url() {
        return "zk://" + servers() + "/mesos";
    }

    /** Returns the path of the znode that a master with this address makes. */
    String elect(String label, String data) throws Exception {
        return hand.create().creatingParentsIfNeeded().withMode(CreateMode.PERSISTENT_SEQUENTIAL)
                .forPath("/mesos/" + label, data.getBytes(StandardCharsets.UTF_8));
    }

    String elect(MasterAddress master) throws Exception {
        return elect("json.info_", json(master));
    }

    void make(String path) throws Exception {
        hand.create().creatingParentsIfNeeded().forPath(path);
    }

    void remove(String path) throws Exception {
        hand.delete().forPath(path);
    }

    /** Ends every session but the hand's, as the server does with one that was silent for too long. */
    void expireSessions() throws Exception {
        long mine = hand.getZookeeperClient().getZooKeeper().getSessionId();
        server.getSessionTracker().globalSessions().stream().filter(id -> id != mine).forEach(server::closeSession);
    }

    int foreignSessions() throws Exception {
        long mine = hand.getZookeeperClient().getZooKeeper().getSessionId();
        return (int) server.getSessionTracker().globalSessions().stream().filter(id -> id != mine).count();
    }

    void stop() {
        connections.shutdown();
    }

    void startAgain() throws IOException, InterruptedException {
        start(connections.getLocalPort());
    }

    static String json(MasterAddress master) {
        return """
                {"address":{"hostname":"m.example","ip":"%s","port":%d},"capabilities":[{"type":"QUOTA_V2"}],\
                "hostname":"m.example","id":"x","ip":16777343,"pid":"master@%s","port":%d,"version":"1.11.0"}"""
                .formatted(master.host(), master.port(), master, master.port());
    }

    private void start(int port) throws IOException, InterruptedException {
        server = new ZooKeeperServer(directory.resolve("data").toFile(), directory.resolve("log").toFile(), 200);
        connections = ServerCnxnFactory.createFactory(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 60);
        connections.startup(server);
    }

    @Override
    public void close() {
        hand.close();
        connections.shutdown();
    }
}
