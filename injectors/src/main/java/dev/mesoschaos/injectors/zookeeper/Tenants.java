package dev.mesoschaos.injectors.zookeeper;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;

/**
 * Sessions with a node of their own, as frameworks and executors have. What they do is a mix of writes, small and large
 * ones, reads with watches, and short-lived ephemeral nodes.
 */
final class Tenants {

    private static final byte[] SMALL = new byte[128];
    private static final byte[] LARGE = new byte[16 * 1024];
    private static final int LARGE_ONE_IN = 100;

    /** The fractions of its multiples are spread evenly, whatever part of them one looks at. */
    private static final double GOLDEN_RATIO = (1 + Math.sqrt(5)) / 2;

    private final SaturationPlan plan;
    private final List<ZooKeeper> sessions = new ArrayList<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final LongAdder answered = new LongAdder();
    private volatile Load load = Load.NONE;
    private boolean closed;
    private int turn;

    /** Tenants that do nothing yet. */
    Tenants(SaturationPlan plan) {
        this.plan = plan;
    }

    /**
     * Opens all sessions, each with a node of its own.
     *
     * @throws ClusterException when the ensemble refuses, or when they were closed meanwhile
     */
    void open() throws KeeperException {
        for (int i = 0; i < plan.sessions(); i++) {
            Sessions.create(moveIn(Sessions.open(plan.connectString())), node(i), SMALL);
        }
        CostlyNode.create(sessions.getFirst(), costly(), SMALL);
    }

    private synchronized ZooKeeper moveIn(ZooKeeper session) {
        if (closed) {
            Sessions.close(session);
            throw new ClusterException("the load was ended while it started");
        }
        sessions.add(session);
        return session;
    }

    private String node(int tenant) {
        return plan.node("tenant-" + tenant);
    }

    private String costly() {
        return plan.node("costly");
    }

    /** Keeps so much under way from now on; for one thread only, which takes turns among the tenants. */
    void keep(Load load) {
        this.load = load;
        int missing = load.outstanding() - underWay.get();
        for (int i = 0; i < missing; i++) {
            underWay.incrementAndGet();
            request(turn++);
        }
    }

    int underWay() {
        return underWay.get();
    }

    /** How many requests were answered since this was asked last. */
    long answeredSince() {
        return answered.sumThenReset();
    }

    /**
     * An answered request's place is taken by the next one unless fewer are wanted. A failed one's is not: a session
     * that is lost fails each request at once, and would be asked in a tight loop.
     */
    private void over(int code, int number) {
        boolean fine = code == KeeperException.Code.OK.intValue();
        if (fine) {
            answered.increment();
        }
        if (!fine || underWay.get() > load.outstanding()) {
            underWay.decrementAndGet();
        } else {
            request(number + plan.sessions());
        }
    }

    private void request(int number) {
        int index = Math.floorMod(number, plan.sessions());
        ZooKeeper tenant = sessions.get(index);
        int kind = Math.floorMod(number / plan.sessions(), LARGE_ONE_IN);
        if (number * GOLDEN_RATIO % 1 < load.costly()) {
            tenant.setData(costly(), SMALL, -1, (code, path, context, stat) -> over(code, number), null);
        } else if (kind == 0) {
            tenant.setData(node(index), LARGE, -1, (code, path, context, stat) -> over(code, number), null);
        } else if (kind % 10 == 1) {
            tenant.create(
                    plan.node("member-"),
                    SMALL,
                    ZooDefs.Ids.OPEN_ACL_UNSAFE,
                    CreateMode.EPHEMERAL_SEQUENTIAL,
                    (code, path, context, name) -> leave(code, number, tenant, name),
                    null);
        } else if (kind % 3 == 0) {
            tenant.getData(node(index), event -> {}, (code, path, context, data, stat) -> over(code, number), null);
        } else {
            tenant.setData(node(index), SMALL, -1, (code, path, context, stat) -> over(code, number), null);
        }
    }

    /** A member that has joined leaves at once, so that the number of nodes stays bounded. */
    private void leave(int created, int number, ZooKeeper tenant, String name) {
        if (name == null) {
            over(created, number);
        } else {
            tenant.delete(name, -1, (code, path, context) -> over(code, number), null);
        }
    }

    /** Closes all sessions, and any that is just being opened. */
    void close() {
        load = Load.NONE;
        List<ZooKeeper> open;
        synchronized (this) {
            closed = true;
            open = List.copyOf(sessions);
        }
        Sessions.closeAll(open);
    }
}
