package dev.mesoschaos.testbed.election;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;

/**
 * Which masters hold a replica of the registry: the children of {@code log_replicas}. Without a connection the last
 * known ones stay known. {@link #addresses} may be called from any thread.
 */
public final class LogReplicas implements ZooKeeperSession.Listener {

    /** Mesos names a replica by the process in it. */
    private static final String PROCESS = "log-replica(1)@";

    private final String path;
    private final Executor executor;
    private final Map<String, String> known = new ConcurrentHashMap<>();
    private final Watcher watcher = new Watch();
    private ZooKeeper client;

    /** Adds itself to a session; {@code path} is that of the election, {@code executor} the session's. */
    public LogReplicas(ZooKeeperSession session, String path, Executor executor) {
        this.path = path + "/log_replicas";
        this.executor = executor;
        session.add(this);
    }

    /** What the znode of a replica at {@code ip:port} holds. */
    public static String data(String address) {
        return PROCESS + address;
    }

    /** {@code ip:port} of each replica. */
    public Set<String> addresses() {
        return Set.copyOf(known.values());
    }

    @Override
    public void connected(ZooKeeper connected) {
        client = connected;
        read();
    }

    @Override
    public void expired() {
        client = null;
    }

    private void read() {
        ZooKeeper asked = client;
        if (asked == null) {
            return;
        }
        asked.getChildren(path, watcher, (code, unused, context, children) -> executor.execute(() -> {
            if (Code.get(code) == Code.OK) {
                known.keySet().retainAll(children);
                children.forEach(child -> readOne(asked, child));
            } else if (Code.get(code) == Code.NONODE && asked.equals(client)) {
                ZNodes.create(asked, path, () -> executor.execute(this::read));
            }
        }), null);
    }

    private void readOne(ZooKeeper asked, String child) {
        asked.getData(path + "/" + child, false, (code, unused, context, data, stat) -> {
            String text = data == null ? "" : new String(data, StandardCharsets.UTF_8);
            if (text.startsWith(PROCESS)) {
                known.put(child, text.substring(PROCESS.length()));
            }
        }, null);
    }

    /** Reads again when the members changed. */
    private final class Watch implements Watcher {

        @Override
        public void process(WatchedEvent event) {
            if (event.getType() != Event.EventType.None) {
                executor.execute(LogReplicas.this::read);
            }
        }
    }
}
