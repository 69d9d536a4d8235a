package dev.mesoschaos.testbed.election;

import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;

/** Persistent parents of the znodes that matter. */
final class ZNodes {

    private static final byte[] EMPTY = new byte[0];

    private ZNodes() {}

    /** Creates a path and its parents; {@code next} runs afterwards on the client's thread, whatever came of it. */
    static void create(ZooKeeper client, String path, Runnable next) {
        createFrom(client, path, path.indexOf('/', 1), next);
    }

    private static void createFrom(ZooKeeper client, String path, int end, Runnable next) {
        String part = end < 0 ? path : path.substring(0, end);
        client.create(
                part,
                EMPTY,
                ZooDefs.Ids.OPEN_ACL_UNSAFE,
                CreateMode.PERSISTENT,
                (code, unused, context, name) -> {
                    if (end < 0) {
                        next.run();
                    } else {
                        createFrom(client, path, path.indexOf('/', end + 1), next);
                    }
                },
                null);
    }
}
