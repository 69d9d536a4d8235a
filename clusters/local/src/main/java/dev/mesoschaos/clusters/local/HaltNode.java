package dev.mesoschaos.clusters.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.KillSwitch;
import dev.mesoschaos.testbed.election.ZooKeeperSession;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;

/** A znode that is a kill switch: while it is there, it is engaged, and its data is the reason. */
final class HaltNode implements KillSwitch, ZooKeeperSession.Listener {

    /** Where it is, on any cluster. */
    static final String PATH = "/mesos-chaos/halt";

    private final Executor executor;
    private final Watcher watcher = new Watch();
    private ZooKeeper client;
    private volatile Optional<String> reason = Optional.empty();
    private volatile boolean known;

    /**
     * Adds itself to a session.
     *
     * @param executor the session's
     */
    HaltNode(ZooKeeperSession session, Executor executor) {
        this.executor = executor;
        session.add(this);
    }

    @Override
    public Optional<String> engaged() {
        if (!known) {
            throw new ClusterException("the kill switch " + PATH + " cannot be read: ZooKeeper does not answer");
        }
        return reason.map(why -> "kill switch, znode " + PATH + ": " + why + "; delete the node to let runs go on");
    }

    /** Whether it can tell. */
    boolean known() {
        return known;
    }

    @Override
    public void connected(ZooKeeper connected) {
        client = connected;
        look();
    }

    @Override
    public void expired() {
        client = null;
        known = false;
    }

    /** Asks for existence, not for data: only that leaves a watch on a node that is not there. */
    private void look() {
        ZooKeeper asked = client;
        if (asked != null) {
            asked.exists(PATH, watcher, (code, path, context, stat) -> executor.execute(() -> {
                if (asked.equals(client)) {
                    looked(Code.get(code));
                }
            }), null);
        }
    }

    private void looked(Code code) {
        if (code == Code.OK) {
            read();
        } else if (code == Code.NONODE) {
            tell(Optional.empty());
        }
    }

    private void read() {
        client.getData(PATH, false, (code, path, context, data, stat) -> executor.execute(() -> {
            boolean there = Code.get(code) == Code.OK && data != null && data.length > 0;
            tell(Optional.of(there ? new String(data, UTF_8).strip() : "no reason given"));
        }), null);
    }

    private void tell(Optional<String> why) {
        reason = why;
        known = true;
    }

    /** Looks again when the node came, went or changed. */
    private final class Watch implements Watcher {

        @Override
        public void process(WatchedEvent event) {
            if (event.getType() != Event.EventType.None) {
                executor.execute(HaltNode.this::look);
            }
        }
    }
}
