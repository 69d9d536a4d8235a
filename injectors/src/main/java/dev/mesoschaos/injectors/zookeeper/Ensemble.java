package dev.mesoschaos.injectors.zookeeper;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryNTimes;

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
        CuratorFramework client = CuratorFrameworkFactory.builder()
                .connectString(connectString)
                .sessionTimeoutMs(SESSION_TIMEOUT_MS)
                .connectionTimeoutMs(CONNECT_SECONDS * 1000)
                .retryPolicy(new RetryNTimes(RETRIES, BETWEEN_RETRIES_MS))
                .build();
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
        return ask("list its nodes", () -> client.getChildren().forPath("/")).stream()
                .map(name -> "/" + name)
                .toList();
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

    /** Curator declares every exception there is. */
    @FunctionalInterface
    private interface Question<T> {
        T ask() throws Exception;
    }
}
