package dev.mesoschaos.testbed.master;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.apache.zookeeper.server.NIOServerCnxnFactory;
import org.apache.zookeeper.server.ServerCnxnFactory;
import org.apache.zookeeper.server.ZooKeeperServer;

/** A ZooKeeper server in this JVM. */
public final class TestZooKeeper implements AutoCloseable {

    private static final int TICK_MILLIS = 500;

    private final ServerCnxnFactory factory;

    public TestZooKeeper(Path directory) throws IOException, InterruptedException {
        ZooKeeperServer server =
                new ZooKeeperServer(directory.resolve("snap").toFile(), directory.resolve("log").toFile(), TICK_MILLIS);
        factory = new NIOServerCnxnFactory();
        factory.configure(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        factory.startup(server);
    }

    public String url() {
        return "zk://127.0.0.1:" + factory.getLocalPort() + "/mesos";
    }

    String connectString() {
        return "127.0.0.1:" + factory.getLocalPort();
    }

    @Override
    public void close() {
        factory.shutdown();
    }
}
