package dev.mesoschaos.injectors.zookeeper;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.ACL;

/** Sessions with a ZooKeeper ensemble, opened and closed in bounded time. */
final class Sessions {

    private static final int SESSION_TIMEOUT_MS = 20_000;
    /** How long a healthy ensemble may take to give a session. */
    static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int CLOSE_MS = 3_000;

    private Sessions() {}

    /**
     * Opens a session.
     *
     * @throws ClusterException when no server of the ensemble takes it in time
     */
    static ZooKeeper open(String connectString, Duration within) {
        CountDownLatch connected = new CountDownLatch(1);
        ZooKeeper session = null;
        try {
            session = new ZooKeeper(connectString, SESSION_TIMEOUT_MS, event -> {
                if (event.getState() == Watcher.Event.KeeperState.SyncConnected) {
                    connected.countDown();
                }
            });
            if (connected.await(within.toMillis(), TimeUnit.MILLISECONDS)) {
                return session;
            }
        } catch (IOException e) {
            throw new ClusterException("cannot open a session with " + connectString + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close(session);
        throw new ClusterException("no server of " + connectString + " took a session within " + within.toSeconds()
                + " s: see that they run, and that their maxClientCnxns allows as many");
    }

    /** Creates a node that goes with the session; one that is there already is as good. */
    static void create(ZooKeeper session, String path, byte[] data) throws KeeperException {
        create(session, path, data, ZooDefs.Ids.OPEN_ACL_UNSAFE);
    }

    /** Creates a node that only some may change and goes with the session; one that is there already is as good. */
    static void create(ZooKeeper session, String path, byte[] data, List<ACL> who) throws KeeperException {
        try {
            session.create(path, data, who, CreateMode.EPHEMERAL);
        } catch (KeeperException.NodeExistsException e) {
            // Left by an earlier try of the same injection: ours.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException("interrupted while creating " + path, e);
        }
    }

    /** Closes all at once: one after another would take as long as a saturated server makes each wait. */
    static void closeAll(List<ZooKeeper> sessions) {
        try (ExecutorService closing = Executors.newVirtualThreadPerTaskExecutor()) {
            sessions.forEach(session -> closing.execute(() -> close(session)));
        }
    }

    /** Closes a session; one that cannot be closed in time expires by itself. */
    static void close(ZooKeeper session) {
        if (session == null) {
            return;
        }
        try {
            session.close(CLOSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
