package dev.mesoschaos.injectors.zookeeper;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooKeeper;

/**
 * One of a tenant's many, such as an executor with an announcer: a session, and one ephemeral node in its name
 * (mesos-facts section 13, Aurora).
 */
final class Member {

    private static final byte[] ANNOUNCEMENT = new byte[128];

    private final String connectString;
    private final String node;
    private final AtomicLong requests;
    private volatile ZooKeeper session;
    private boolean gone;

    /**
     * A member without a session.
     *
     * @param node path of its node
     * @param first where its sequence of requests begins
     */
    Member(String connectString, String node, long first) {
        this.connectString = connectString;
        this.node = node;
        this.requests = new AtomicLong(first);
    }

    /**
     * Opens a session, and announces itself.
     *
     * @throws ClusterException when the ensemble refuses
     */
    void join() {
        ZooKeeper opened = Sessions.open(connectString, Sessions.CONNECT);
        boolean late;
        synchronized (this) {
            late = gone;
            session = late ? null : opened;
        }
        if (late) {
            Sessions.close(opened);
            return;
        }
        try {
            Sessions.create(opened, node, ANNOUNCEMENT);
        } catch (KeeperException e) {
            throw new ClusterException("the ensemble refused " + node + ": " + e.getMessage(), e);
        }
    }

    /** Ends its session, and the node with it; one that joins just now leaves, too. */
    void leave() {
        ZooKeeper open;
        synchronized (this) {
            gone = true;
            open = session;
            session = null;
        }
        Sessions.close(open);
    }

    /** Ends its session and opens another one, as an executor that is started again. */
    void rejoin() {
        ZooKeeper open;
        synchronized (this) {
            open = session;
            session = null;
        }
        Sessions.close(open);
        join();
    }

    /** Its session; null while it has none. */
    ZooKeeper session() {
        return session;
    }

    String node() {
        return node;
    }

    /** The number of its next request. */
    long next() {
        return requests.getAndIncrement();
    }
}
