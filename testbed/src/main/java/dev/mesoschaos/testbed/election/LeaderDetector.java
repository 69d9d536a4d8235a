package dev.mesoschaos.testbed.election;

import dev.mesoschaos.mesosclient.Candidates;
import dev.mesoschaos.testbed.json.JsonConversionException;
import dev.mesoschaos.testbed.json.JsonSyntaxException;
import dev.mesoschaos.testbed.json.MesosJson;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells who leads, each time that it changes. */
public final class LeaderDetector implements ZooKeeperSession.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(LeaderDetector.class);

    private final ZooKeeperSession session;
    private final String path;
    private final Executor executor;
    private final Consumer<Optional<MasterInfo>> listener;
    private final Watcher watcher = new Watch();
    private ZooKeeper client;
    private Optional<MasterInfo> leader = Optional.empty();
    private boolean told;

    /**
     * Adds itself to a session.
     *
     * @param path the znode below which masters register
     * @param executor the session's
     * @param listener is told the leader when it is first known, and then each change; empty means none is known
     */
    public LeaderDetector(
            ZooKeeperSession session, String path, Executor executor, Consumer<Optional<MasterInfo>> listener) {
        this.session = session;
        this.path = path;
        this.executor = executor;
        this.listener = listener;
        session.add(this);
    }

    @Override
    public void connected(ZooKeeper connected) {
        client = connected;
        read();
    }

    @Override
    public void expired() {
        client = null;
        tell(Optional.empty());
    }

    private void read() {
        ZooKeeper asked = client;
        if (asked == null) {
            return;
        }
        asked.getChildren(path, watcher, (code, unused, context, children) -> executor.execute(() -> {
            if (asked.equals(client)) {
                listed(Code.get(code), children);
            }
        }), null);
    }

    private void listed(Code code, List<String> children) {
        switch (code) {
            case OK -> Candidates.leader(children).ifPresentOrElse(this::readLeader, () -> tell(Optional.empty()));
            case NONODE -> ZNodes.create(client, path, () -> executor.execute(this::read));
            case CONNECTIONLOSS -> LOG.debug("listing {} was interrupted, it is repeated on reconnection", path);
            default -> session.renew();
        }
    }

    private void readLeader(String child) {
        ZooKeeper asked = client;
        asked.getData(path + "/" + child, false, (code, unused, context, data, stat) -> executor.execute(() -> {
            if (!asked.equals(client)) {
                return;
            }
            switch (Code.get(code)) {
                case OK -> tell(parse(child, data));
                case NONODE -> read();
                case CONNECTIONLOSS -> LOG.debug("reading {} was interrupted, it is repeated on reconnection", child);
                default -> session.renew();
            }
        }), null);
    }

    private static Optional<MasterInfo> parse(String child, byte[] data) {
        try {
            return Optional.of((MasterInfo) MesosJson.parse(data, MasterInfo.newBuilder()));
        } catch (JsonSyntaxException | JsonConversionException e) {
            LOG.error("{} holds no MasterInfo: {}", child, e.getMessage());
            return Optional.empty();
        }
    }

    private void tell(Optional<MasterInfo> now) {
        if (!told || !now.equals(leader)) {
            told = true;
            leader = now;
            listener.accept(now);
        }
    }

    /** Reads again when the members changed. */
    private final class Watch implements Watcher {

        @Override
        public void process(WatchedEvent event) {
            if (event.getType() != Event.EventType.None) {
                executor.execute(LeaderDetector.this::read);
            }
        }
    }
}
