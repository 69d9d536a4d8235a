package dev.mesoschaos.testbed.election;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.client.ZKClientConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session with the ensemble that is replaced by a new one when it expires, and that expires locally: a process that
 * was not connected for the negotiated timeout does not wait for a server to tell it (mesos-facts section 6).
 */
public final class ZooKeeperSession implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ZooKeeperSession.class);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final int FIRST_LOOKS = 100;

    private final String connectString;
    private final Duration timeout;
    private final ScheduledExecutorService executor;
    private final List<Listener> listeners = new ArrayList<>();
    private ZooKeeper client;
    private ScheduledFuture<?> expiry;
    private boolean closed;

    /** What happens to a session. All calls come from the session's executor. */
    public interface Listener {

        /** Connected for the first time or again; {@code client} is the same as before unless it expired between. */
        void connected(ZooKeeper client);

        /** The session is over; all ephemeral znodes are or will be gone. A new session is being opened. */
        void expired();
    }

    /**
     * Prepares a session; {@link #open} opens it.
     *
     * @param connectString {@code host:port,host:port}
     * @param timeout as asked for; what the servers grant counts
     * @param executor one thread, on which all listeners are called
     */
    public ZooKeeperSession(String connectString, Duration timeout, ScheduledExecutorService executor) {
        this.connectString = connectString;
        this.timeout = timeout;
        this.executor = executor;
    }

    /** Adds a listener; call before {@link #open}. */
    public void add(Listener listener) {
        listeners.add(listener);
    }

    /**
     * Starts to connect, for ever; to be called once, by any thread. The client pauses for up to a second after each
     * attempt that fails, which in a cluster that starts as a whole would be the first one; so a server must serve before
     * it is tried at all.
     */
    public void open() {
        openWhenServed(FIRST_LOOKS);
    }

    private void openWhenServed(int looksLeft) {
        Thread.ofVirtual().name("first-contact").start(() -> {
            if (looksLeft == 0 || FirstContact.anyServes(connectString)) {
                executor.execute(this::connect);
            } else {
                Future<?> unused = executor.schedule(
                        () -> openWhenServed(looksLeft - 1), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            }
        });
    }

    private void connect() {
        if (closed) {
            return;
        }
        try {
            ZKClientConfig config = new ZKClientConfig();
            config.setProperty(ZKClientConfig.ENABLE_CLIENT_SASL_KEY, "false");
            Incarnation watcher = new Incarnation();
            client = new ZooKeeper(connectString, (int) timeout.toMillis(), watcher, false, config);
            watcher.client = client;
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("cannot reach ZooKeeper at {}: {}; trying again", connectString, e.getMessage());
            expiry = executor.schedule(this::connect, RETRY.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Gives the session up, as if it had expired: after an operation whose outcome is not known. */
    public void renew() {
        expire(client);
    }

    @Override
    public void close() {
        closed = true;
        cancelExpiry();
        if (client != null) {
            dispose(client);
        }
    }

    private void changed(ZooKeeper source, WatchedEvent event) {
        if (!Objects.equals(source, client) || closed) {
            return;
        }
        switch (event.getState()) {
            case SyncConnected -> {
                cancelExpiry();
                listeners.forEach(listener -> listener.connected(client));
            }
            case Disconnected -> {
                if (expiry == null) {
                    long negotiated = client.getSessionTimeout() > 0 ? client.getSessionTimeout() : timeout.toMillis();
                    LOG.warn("not connected to ZooKeeper at {}", connectString);
                    expiry = executor.schedule(() -> expire(source), negotiated, TimeUnit.MILLISECONDS);
                }
            }
            case Expired, Closed -> expire(source);
            default -> LOG.warn("ZooKeeper session: {}", event.getState());
        }
    }

    private void expire(ZooKeeper source) {
        if (!Objects.equals(source, client) || closed) {
            return;
        }
        LOG.warn("ZooKeeper session 0x{} is over", Long.toHexString(source.getSessionId()));
        cancelExpiry();
        client = null;
        dispose(source);
        listeners.forEach(Listener::expired);
        connect();
    }

    private void cancelExpiry() {
        if (expiry != null) {
            expiry.cancel(false);
            expiry = null;
        }
    }

    private static void dispose(ZooKeeper old) {
        Thread.ofVirtual().start(() -> {
            try {
                old.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Hands the events of one client to the executor. */
    private final class Incarnation implements Watcher {

        private volatile ZooKeeper client;

        @Override
        public void process(WatchedEvent event) {
            if (event.getType() == Event.EventType.None) {
                executor.execute(() -> changed(client, event));
            }
        }
    }
}
