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
        return reason;
    }

    /** What its data says to those whose runs it stops. */
    static String words(byte[] data) {
        String text = data == null ? "" : new String(data, UTF_8).strip();
        String why = text.lines().findFirst().orElse("no reason given");
        return "kill switch, znode " + PATH + ": " + why
                + "; 'mesos-chaos resume --zookeeper', or the removal of the node, lets runs go on";
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
            tell(Optional.of(words(data)));
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
