package dev.mesoschaos.benchmarks;

import dev.mesoschaos.scenarios.cluster.Address;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;

/** The limit: one session with each server, which has always the same number of small writes under way. */
final class PipelinedWrites implements AutoCloseable {

    private static final byte[] SMALL = new byte[128];
    private static final int TIMEOUT_MS = 20_000;
    private static final int CLOSE_MS = 3_000;

    private final List<ZooKeeper> sessions = new ArrayList<>();
    private final LongAdder answered = new LongAdder();
    private volatile boolean closed;

    PipelinedWrites(List<Address> servers, int underWay) throws Exception {
        for (Address server : servers) {
            ZooKeeper session = open(server);
            sessions.add(session);
            String node = session.create(
                    "/plain-" + server.host(), SMALL, Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);
            for (int i = 0; i < underWay / servers.size(); i++) {
                write(session, node);
            }
        }
    }

    private static ZooKeeper open(Address server) throws IOException, InterruptedException {
        CountDownLatch connected = new CountDownLatch(1);
        ZooKeeper session = new ZooKeeper(server.toString(), TIMEOUT_MS, event -> {
            if (event.getState() == KeeperState.SyncConnected) {
                connected.countDown();
            }
        });
        connected.await();
        return session;
    }

    private void write(ZooKeeper session, String node) {
        session.setData(node, SMALL, -1, (code, path, context, stat) -> {
            answered.increment();
            if (!closed) {
                write(session, node);
            }
        }, null);
    }

    /** Measures for some seconds. */
    double perSecond() throws InterruptedException {
        return Rates.measure(answered);
    }

    @Override
    public void close() {
        closed = true;
        sessions.forEach(PipelinedWrites::end);
    }

    private static void end(ZooKeeper session) {
        try {
            session.close(CLOSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
