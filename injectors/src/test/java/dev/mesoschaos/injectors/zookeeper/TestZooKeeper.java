package dev.mesoschaos.injectors.zookeeper;

import dev.mesoschaos.scenarios.cluster.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.zookeeper.server.DataNode;
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

    /** All nodes with what they hold, and all sessions. */
    List<String> state() {
        List<String> state = new ArrayList<>();
        tell("/", state);
        sessionsNow().stream().sorted().forEach(id -> state.add("session " + Long.toHexString(id)));
        return state;
    }

    private void tell(String path, List<String> state) {
        DataNode node = server.getZKDatabase().getNode(path);
        if (node == null || path.equals("/zookeeper")) {
            return;
        }
        state.add(path + " of " + Long.toHexString(node.stat.getEphemeralOwner()) + " "
                + new String(node.getData(), StandardCharsets.UTF_8));
        node.getChildren().stream().sorted().forEach(child -> tell(path.equals("/") ? "/" + child : path + "/" + child, state));
    }

    /** Ends the sessions that nobody is connected with, as the server does after a while. */
    void expireSilent() {
        Set<Long> heard = new HashSet<>();
        connections.getConnections().forEach(connection -> heard.add(connection.getSessionId()));
        sessionsNow().stream().filter(id -> !heard.contains(id)).forEach(server::closeSession);
    }

    /** Those without nodes, too. */
    private Set<Long> sessionsNow() {
        return Set.copyOf(server.getZKDatabase().getSessionWithTimeOuts().keySet());
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
