package dev.mesoschaos.testbed.zookeeper;

import dev.mesoschaos.testbed.process.Announcement;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.apache.zookeeper.server.ServerConfig;
import org.apache.zookeeper.server.ZooKeeperServerMain;
import org.apache.zookeeper.server.admin.AdminServer.AdminServerException;
import org.apache.zookeeper.server.quorum.QuorumPeerConfig;

/** A server that is its whole ensemble. */
final class StandaloneServer extends ZooKeeperServerMain {

    private String ip = "";

    static ServerConfig configuration(QuorumPeerConfig parsed, ZooKeeperFlags flags) {
        ServerConfig configuration = new ServerConfig() {
            @Override
            public void readFrom(QuorumPeerConfig source) {
                super.readFrom(source);
                // The file format takes port 0 for "no client port".
                clientPortAddress = new InetSocketAddress(flags.ip(), flags.clientPort());
            }
        };
        configuration.readFrom(parsed);
        return configuration;
    }

    @Override
    public void runFromConfig(ServerConfig configuration)
            throws IOException, AdminServerException {
        ip = configuration.getClientPortAddress().getHostString();
        super.runFromConfig(configuration);
    }

    @Override
    protected void serverStarted() {
        Announcement.listening(new InetSocketAddress(ip, getClientPort()));
    }
}
