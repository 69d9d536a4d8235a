package dev.mesoschaos.clusters.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.KillSwitch;
import dev.mesoschaos.scenarios.language.UsageException;
import dev.mesoschaos.testbed.election.ZooKeeperSession;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.client.ConnectStringParser;

/** The kill switch of a cluster in the hand of somebody who reaches its ZooKeeper, from whichever machine. */
public final class HaltNodeLever implements KillSwitch.Lever {

    private static final Duration SESSION = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String PARENT = HaltNode.PATH.substring(0, HaltNode.PATH.lastIndexOf('/'));

    private final String servers;
    private final ScheduledExecutorService executor;
    private final ZooKeeperSession session;
    private final ZooKeeper client;

    private HaltNodeLever(
            String servers, ScheduledExecutorService executor, ZooKeeperSession session, ZooKeeper client) {
        this.servers = servers;
        this.executor = executor;
        this.session = session;
        this.client = client;
    }

    /**
     * Connects.
     *
     * @param servers {@code HOST:PORT[,HOST:PORT...][/CHROOT]}
     * @throws UsageException when that is no such list
     * @throws IOException when no server of them answers in five seconds, or none has a quorum
     */
    public static HaltNodeLever reach(String servers) throws IOException {
        try {
            new ConnectStringParser(servers);
        } catch (IllegalArgumentException e) {
            throw new UsageException("'" + servers + "' names no ZooKeeper: expected HOST:PORT[,HOST:PORT...][/CHROOT]; "
                    + e.getMessage());
        }
        ScheduledExecutorService executor = executor();
        ZooKeeperSession session = new ZooKeeperSession(servers, SESSION, executor);
        CompletableFuture<ZooKeeper> connected = new CompletableFuture<>();
        session.add(new Connected(connected));
        session.open();
        try {
            return new HaltNodeLever(
                    servers, executor, session, connected.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException | ExecutionException e) {
            close(executor, session);
            throw new IOException("no ZooKeeper server of " + servers + " that serves was reached within "
                    + PATIENCE.toSeconds() + " s: the kill switch is as it was", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close(executor, session);
            throw new IOException("interrupted", e);
        }
    }

    /** Throws away what comes after the end: a session that closes, or is still looking for a server, reports it. */
    private static ScheduledExecutorService executor() {
        ThreadFactory thread = Thread.ofPlatform().daemon().name("halt").factory();
        return new ScheduledThreadPoolExecutor(1, thread, new ThreadPoolExecutor.DiscardPolicy());
    }

    @Override
    public Optional<String> engaged() {
        try {
            return ask(() -> {
                try {
                    return Optional.of(HaltNode.words(client.getData(HaltNode.PATH, false, null)));
                } catch (KeeperException.NoNodeException e) {
                    return Optional.empty();
                }
            });
        } catch (IOException e) {
            throw new ClusterException(e.getMessage(), e);
        }
    }

    @Override
    public void engage(String reason) throws IOException {
        ask(() -> {
            create(PARENT, "");
            create(HaltNode.PATH, reason);
            return true;
        });
    }

    @Override
    public void release() throws IOException {
        ask(() -> {
            try {
                client.delete(HaltNode.PATH, -1);
                return true;
            } catch (KeeperException.NoNodeException e) {
                return false;
            }
        });
    }

    @Override
    public void close() {
        close(executor, session);
    }

    private static void close(ScheduledExecutorService executor, ZooKeeperSession session) {
        executor.execute(session::close);
        executor.shutdown();
    }

    /** What is there already was so a moment ago, and stays. */
    private void create(String path, String text) throws KeeperException, InterruptedException {
        try {
            client.create(path, text.getBytes(UTF_8), ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        } catch (KeeperException.NodeExistsException e) {
            // Somebody was first.
        }
    }

    private <T> T ask(Question<T> question) throws IOException {
        try {
            return question.ask();
        } catch (KeeperException.NoNodeException e) {
            throw new IOException("ZooKeeper at " + servers + " has no such chroot", e);
        } catch (KeeperException e) {
            throw new IOException("ZooKeeper at " + servers + " refused: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask() throws KeeperException, InterruptedException;
    }

    /** Passes on the first client. */
    private record Connected(CompletableFuture<ZooKeeper> client) implements ZooKeeperSession.Listener {

        @Override
        public void connected(ZooKeeper connected) {
            client.complete(connected);
        }

        @Override
        public void expired() {
            client.completeExceptionally(new IOException("the session has expired"));
        }
    }
}
