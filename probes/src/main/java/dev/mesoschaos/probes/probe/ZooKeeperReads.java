package dev.mesoschaos.probes.probe;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.journal.Event.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooKeeper;

/** Reads of a znode from the ensemble, in one session: one that is lost is opened anew by the next question. */
final class ZooKeeperReads implements Service {

    /** Name of the service in the journal. */
    static final String NAME = "zookeeper";

    private static final int SESSION_TIMEOUT_MS = 5000;

    private final String ensemble;
    private final Duration timeout;
    private ZooKeeper session;

    ZooKeeperReads(List<Address> servers, Duration timeout) {
        this.ensemble = servers.stream().map(Address::toString).collect(Collectors.joining(","));
        this.timeout = timeout;
    }

    @Override
    public Answer ask() {
        CompletableFuture<Integer> answered = new CompletableFuture<>();
        session().exists("/", false, (code, path, context, stat) -> answered.complete(code), null);
        try {
            int code = answered.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(code == KeeperException.Code.OK.intValue() ? Outcome.OK : Outcome.BROKEN, NAME);
        } catch (TimeoutException e) {
            return new Answer(Outcome.TIMEOUT, "");
        } catch (ExecutionException e) {
            return new Answer(Outcome.BROKEN, "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(Outcome.BROKEN, "");
        }
    }

    private synchronized ZooKeeper session() {
        try {
            if (session == null || !session.getState().isAlive()) {
                close();
                session = new ZooKeeper(ensemble, SESSION_TIMEOUT_MS, event -> {});
            }
            return session;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        if (session != null) {
            try {
                session.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
