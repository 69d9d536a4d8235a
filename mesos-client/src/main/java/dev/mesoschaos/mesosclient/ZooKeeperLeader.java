package dev.mesoschaos.mesosclient;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.api.CuratorEvent;
import org.apache.curator.framework.api.CuratorWatcher;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.curator.retry.RetryForever;
import org.apache.zookeeper.KeeperException.Code;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The leading master as ZooKeeper tells it (mesos-facts section 6), watched all the time, so that an election is known
 * without asking. Survives lost connections and expired sessions: until ZooKeeper answers again, the leader last known is
 * named, who most likely still leads.
 *
 * <p>Writes nothing to ZooKeeper. Close it to end its session.
 */
public final class ZooKeeperLeader implements LeaderSource, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ZooKeeperLeader.class);
    private static final Duration BETWEEN_RETRIES = Duration.ofMillis(200);

    private final ZooKeeperUrl url;
    private final Duration patience;
    private final CuratorFramework client;
    private final CuratorWatcher watcher = event -> look();
    private final CountDownLatch looked = new CountDownLatch(1);
    private final List<Consumer<ElectedMaster>> listeners = new CopyOnWriteArrayList<>();
    private volatile Optional<ElectedMaster> leader = Optional.empty();

    private ZooKeeperLeader(ZooKeeperUrl url, Duration sessionTimeout, Duration patience) {
        this.url = url;
        this.patience = patience;
        CuratorFrameworkFactory.Builder settings = CuratorFrameworkFactory.builder()
                .connectString(url.servers())
                .sessionTimeoutMs(Math.toIntExact(sessionTimeout.toMillis()))
                .connectionTimeoutMs(Math.toIntExact(patience.toMillis()))
                .retryPolicy(new RetryForever(Math.toIntExact(BETWEEN_RETRIES.toMillis())));
        url.digest().ifPresent(digest -> settings.authorization("digest", digest.getBytes(StandardCharsets.UTF_8)));
        this.client = settings.build();
    }

    /**
     * Begins to watch; returns at once, also when no server answers yet.
     *
     * @param sessionTimeout of the session, which the servers may change; after as long without them it expires
     * @param patience how long {@link #current} waits for the first news
     */
    public static ZooKeeperLeader watch(ZooKeeperUrl url, Duration sessionTimeout, Duration patience) {
        ZooKeeperLeader leader = new ZooKeeperLeader(url, sessionTimeout, patience);
        leader.client.getConnectionStateListenable().addListener((client, state) -> leader.connection(state));
        leader.client.start();
        return leader;
    }

    /** The same with a session of 10 s, as Mesos has it, and a patience of 5 s. */
    public static ZooKeeperLeader watch(String url) {
        return watch(ZooKeeperUrl.parse(url), Duration.ofSeconds(10), Duration.ofSeconds(5));
    }

    @Override
    public MasterAddress current() {
        try {
            if (!looked.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new MesosException.Unavailable("ZooKeeper did not tell within " + patience + " who leads: see that"
                        + " the servers of " + url + " run");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MesosException.Unavailable("interrupted while waiting for " + url, e);
        }
        return leader.orElseThrow(() -> new MesosException.Unavailable("no master is elected at " + url)).address();
    }

    /** Changes nothing: who leads is for the masters to say, through ZooKeeper. */
    @Override
    public void suspect(MasterAddress address) {
        LOG.debug("{} did not answer as leader; ZooKeeper says {}", address, leader);
    }

    @Override
    public Subscription onElection(Consumer<ElectedMaster> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private void connection(ConnectionState state) {
        LOG.debug("the connection to {} is {}", url, state);
        if (state.isConnected()) {
            look();
        }
    }

    /** Asks who the candidates are, and to be told of the next change. All answers come in Curator's one event thread. */
    private void look() {
        inBackground(() -> client.getChildren().usingWatcher(watcher)
                .inBackground((c, event) -> listed(event)).forPath(url.path()));
    }

    private void listed(CuratorEvent event) {
        switch (Code.get(event.getResultCode())) {
            case OK -> Candidates.leader(event.getChildren()).ifPresentOrElse(this::read, () -> tell(Optional.empty()));
            case NONODE -> {
                tell(Optional.empty());
                awaitPath();
            }
            default -> LOG.debug("{} cannot be listed now: {}", url, event);
        }
    }

    /** The masters create the path when the first of them starts. */
    private void awaitPath() {
        inBackground(() -> client.checkExists().usingWatcher(watcher).inBackground((c, event) -> {
            if (event.getResultCode() == Code.OK.intValue()) {
                look();
            }
        }).forPath(url.path()));
    }

    private void read(String child) {
        inBackground(() -> client.getData()
                .inBackground((c, event) -> found(child, event)).forPath(url.path() + "/" + child));
    }

    private void found(String child, CuratorEvent event) {
        if (event.getResultCode() != Code.OK.intValue()) {
            LOG.debug("{} cannot be read; the change is told: {}", child, event);
            return;
        }
        try {
            tell(Optional.of(Candidates.read(child, event.getData())));
        } catch (IOException e) {
            LOG.warn("{} of {} holds no address of a master: {}", child, url, e.getMessage());
            tell(Optional.empty());
        }
    }

    private void tell(Optional<ElectedMaster> now) {
        boolean isNew = !now.equals(leader);
        leader = now;
        looked.countDown();
        if (isNew) {
            LOG.info("the leading master by {} is {}", url, now.map(elected -> elected.address().toString()).orElse("none"));
            now.ifPresent(elected -> listeners.forEach(listener -> listener.accept(elected)));
        }
    }

    @Override
    public void close() {
        listeners.clear();
        client.close();
    }

    /** Curator declares every exception there is; what fails in the background is repeated on reconnection. */
    private void inBackground(Question question) {
        try {
            question.ask();
        } catch (Exception e) {
            LOG.debug("{} cannot be asked now", url, e);
        }
    }

    @FunctionalInterface
    private interface Question {
        void ask() throws Exception;
    }
}
