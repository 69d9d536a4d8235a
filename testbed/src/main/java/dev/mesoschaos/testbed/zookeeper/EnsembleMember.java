package dev.mesoschaos.testbed.zookeeper;

import dev.mesoschaos.testbed.process.Announcement;
import java.net.InetSocketAddress;
import javax.security.sasl.SaslException;
import org.apache.zookeeper.server.quorum.QuorumPeer;
import org.apache.zookeeper.server.quorum.QuorumPeerMain;

/** A server that elects a leader with others. */
final class EnsembleMember extends QuorumPeerMain {

    private final InetSocketAddress clientAddress;

    EnsembleMember(ZooKeeperFlags flags) {
        this.clientAddress = new InetSocketAddress(flags.ip(), flags.clientPort());
    }

    @Override
    protected QuorumPeer getQuorumPeer() throws SaslException {
        return new QuorumPeer() {
            @Override
            public synchronized void start() {
                super.start();
                Announcement.listening(clientAddress);
            }
        };
    }
}
