package dev.mesoschaos.injectors.zookeeper;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryNTimes;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.data.Stat;

/** A ZooKeeper ensemble as one who tidies up there sees it: through Curator, which survives a lost connection. */
final class Ensemble implements AutoCloseable {

    private static final int SESSION_TIMEOUT_MS = 20_000;
    private static final int CONNECT_SECONDS = 10;
    private static final int RETRIES = 5;
    private static final int BETWEEN_RETRIES_MS = 200;

    private final CuratorFramework client;
    private final String connectString;

    private Ensemble(CuratorFramework client, String connectString) {
        this.client = client;
        this.connectString = connectString;
    }

    /**
     * Opens a session.
     *
     * @throws ClusterException when no server takes it within ten seconds
     */
    static Ensemble connect(String connectString) {
        return connect(connectString, Optional.empty());
    }

    /**
     * Opens a session of somebody who may do more.
     *
     * @param account {@code user:password} as nodes' access control lists have it
     * @throws ClusterException when no server takes it within ten seconds
     */
    static Ensemble connect(String connectString, Optional<String> account) {
        CuratorFrameworkFactory.Builder builder = CuratorFrameworkFactory.builder()
                .connectString(connectString)
                .sessionTimeoutMs(SESSION_TIMEOUT_MS)
                .connectionTimeoutMs(CONNECT_SECONDS * 1000)
                .retryPolicy(new RetryNTimes(RETRIES, BETWEEN_RETRIES_MS));
        account.ifPresent(it -> builder.authorization("digest", it.getBytes(StandardCharsets.UTF_8)));
        CuratorFramework client = builder.build();
        client.start();
        try {
            if (client.blockUntilConnected(CONNECT_SECONDS, TimeUnit.SECONDS)) {
                return new Ensemble(client, connectString);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.close();
        throw new ClusterException(
                "no server of " + connectString + " took a session within " + CONNECT_SECONDS + " s: see that they run");
    }

    /** Deletes a node; gone already is success. */
    void delete(String path) {
        ask("delete " + path, () -> client.delete().quietly().forPath(path));
    }

    /** Paths of the nodes directly below the root. */
    List<String> roots() {
        return children("/").stream().map(name -> "/" + name).toList();
    }

    /** Names of the nodes directly below one; none when that is not there. */
    List<String> children(String path) {
        return ask("list the nodes below " + path, () -> {
            try {
                return client.getChildren().forPath(path);
            } catch (KeeperException.NoNodeException e) {
                return List.of();
            }
        });
    }

    /** What a node holds, in a form of the asker's; empty when it is gone. */
    <T> Optional<T> read(String path, Form<T> form) {
        return ask("read " + path, () -> {
            try {
                Stat stat = new Stat();
                byte[] data = client.getData().storingStatIn(stat).forPath(path);
                return Optional.of(form.of(path, stat.getEphemeralOwner(), data));
            } catch (KeeperException.NoNodeException e) {
                return Optional.empty();
            }
        });
    }

    private <T> T ask(String what, Question<T> question) {
        try {
            return question.ask();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException("interrupted; could not " + what, e);
        } catch (Exception e) {
            throw new ClusterException("could not " + what + " on " + connectString + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    /** Makes something of a node: its path, the session that it goes with, what it holds. */
    @FunctionalInterface
    interface Form<T> {
        T of(String path, long session, byte[] data);
    }

    /** Curator declares every exception there is. */
    @FunctionalInterface
    private interface Question<T> {
        T ask() throws Exception;
    }
}
