package dev.mesoschaos.testbed.election;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one ephemeral sequential znode in place: a candidacy, or a replica of the log. When the znode vanishes or its
 * session ends, that is reported and a new one is created.
 */
public final class LeaderContender implements ZooKeeperSession.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(LeaderContender.class);

    private final ZooKeeperSession session;
    private final String prefix;
    private final byte[] data;
    private final Executor executor;
    private final Runnable lost;
    private final Watcher watcher = new Watch();
    private ZooKeeper client;
    private String znode;
    private boolean creating;

    /**
     * Adds itself to a session.
     *
     * @param prefix path and label of the znode without its number, such as {@code /mesos/json.info_}
     * @param data what the znode holds
     * @param executor the session's
     * @param lost called when a znode that was there is gone, before a new one is created
     */
    public LeaderContender(ZooKeeperSession session, String prefix, String data, Executor executor, Runnable lost) {
        this.session = session;
        this.prefix = prefix;
        this.data = data.getBytes(StandardCharsets.UTF_8);
        this.executor = executor;
        this.lost = lost;
        session.add(this);
    }

    @Override
    public void connected(ZooKeeper connected) {
        client = connected;
        if (znode == null) {
            create();
        } else {
            watch();
        }
    }

    @Override
    public void expired() {
        client = null;
        creating = false;
        forget();
    }

    private void create() {
        if (creating) {
            return;
        }
        creating = true;
        ZooKeeper asked = client;
        asked.create(
                prefix,
                data,
                ZooDefs.Ids.OPEN_ACL_UNSAFE,
                CreateMode.EPHEMERAL_SEQUENTIAL,
                (code, unused, context, name) -> executor.execute(() -> {
                    if (asked.equals(client)) {
                        creating = false;
                        created(Code.get(code), name);
                    }
                }),
                null);
    }

    private void created(Code code, String name) {
        switch (code) {
            case OK -> {
                LOG.info("created {}", name);
                znode = name;
                watch();
            }
            case NONODE -> ZNodes.create(client, prefix.substring(0, prefix.lastIndexOf('/')), () ->
                    executor.execute(() -> {
                        if (client != null && znode == null) {
                            create();
                        }
                    }));
            // Whether it was created is not known; the end of the session removes it in any case.
            default -> session.renew();
        }
    }

    private void watch() {
        ZooKeeper asked = client;
        if (asked == null || znode == null) {
            return;
        }
        asked.exists(znode, watcher, (int code, String unused, Object context, Stat stat) -> executor.execute(() -> {
            if (asked.equals(client) && Code.get(code) == Code.NONODE) {
                forget();
                create();
            }
        }), null);
    }

    private void forget() {
        if (znode != null) {
            LOG.warn("lost {}", znode);
            znode = null;
            lost.run();
        }
    }

    /** Looks again when the znode changed. */
    private final class Watch implements Watcher {

        @Override
        public void process(WatchedEvent event) {
            if (event.getType() != Event.EventType.None) {
                executor.execute(LeaderContender.this::watch);
            }
        }
    }
}
