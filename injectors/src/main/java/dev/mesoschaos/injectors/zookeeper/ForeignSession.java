package dev.mesoschaos.injectors.zookeeper;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooKeeper;

/**
 * Ends a session that somebody else has, as the ensemble ends one that has been silent for too long: its ephemeral nodes
 * go, and its client hears that it has expired when it comes back.
 *
 * <p>ZooKeeper's own way to do so in tests is to connect with the session's id and password, and to close. The password
 * is a function of the id that is the same in every server (ZooKeeperServer's {@code generatePasswd}); its authors say
 * that it is a checksum, not a secret.
 */
final class ForeignSession {

    private static final long SALT = 0xB3415C00L;
    private static final int PASSWORD_LENGTH = 16;
    private static final int TIMEOUT_MS = 5_000;
    private static final int CLOSE_MS = 3_000;

    private ForeignSession() {}

    /**
     * Ends it; one that has ended already is as good.
     *
     * @throws ClusterException when no server answers within five seconds
     */
    static void end(String connectString, long session) {
        CountDownLatch answered = new CountDownLatch(1);
        try {
            ZooKeeper taken = new ZooKeeper(
                    connectString,
                    TIMEOUT_MS,
                    event -> {
                        if (event.getState() == KeeperState.SyncConnected || event.getState() == KeeperState.Expired) {
                            answered.countDown();
                        }
                    },
                    session,
                    password(session));
            boolean done = answered.await(TIMEOUT_MS, TimeUnit.MILLISECONDS);
            taken.close(CLOSE_MS);
            if (!done) {
                throw new ClusterException("no server of " + connectString + " took session 0x"
                        + Long.toHexString(session) + " within " + TIMEOUT_MS / 1000 + " s: see that they run");
            }
        } catch (IOException e) {
            throw new ClusterException("cannot reach " + connectString + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException("interrupted while ending a session", e);
        }
    }

    private static byte[] password(long session) {
        byte[] password = new byte[PASSWORD_LENGTH];
        new Random(session ^ SALT).nextBytes(password);
        return password;
    }
}
