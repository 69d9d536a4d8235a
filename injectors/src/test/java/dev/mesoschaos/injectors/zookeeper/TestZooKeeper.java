package dev.mesoschaos.injectors.zookeeper;

import dev.mesoschaos.scenarios.cluster.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.apache.zookeeper.server.ServerCnxnFactory;
import org.apache.zookeeper.server.ZooKeeperServer;

/** A real ZooKeeper server in this process, with its log on disk. */
public final class TestZooKeeper implements AutoCloseable {

    private final ServerCnxnFactory connections;
    private final ZooKeeperServer server;

    public TestZooKeeper(Path directory) throws IOException, InterruptedException {
        // The server's embedded web console is not needed here.
        System.setProperty("zookeeper.admin.enableServer", "false");
        server = new ZooKeeperServer(directory.resolve("data").toFile(), directory.resolve("log").toFile(), 1000);
        connections = ServerCnxnFactory.createFactory(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 600);
        connections.startup(server);
    }

    public Address address() {
        return new Address(InetAddress.getLoopbackAddress().getHostAddress(), connections.getLocalPort());
    }

    public int sessions() {
        return server.getNumAliveConnections();
    }

    /** Ends sessions as the server does when their clients have been silent for too long. */
    void expireAllBut(long session) {
        server.getZKDatabase().getSessions().stream().filter(id -> id != session).forEach(server::closeSession);
    }

    @Override
    public void close() {
        connections.shutdown();
    }
}
