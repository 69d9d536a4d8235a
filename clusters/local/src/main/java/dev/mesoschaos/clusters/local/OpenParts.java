package dev.mesoschaos.clusters.local;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import java.util.ArrayDeque;
import java.util.Deque;

/** What was opened so far. Closing closes the last one first, each of them, whatever the others do. */
final class OpenParts implements AutoCloseable {

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    synchronized <T extends AutoCloseable> T add(T part) {
        parts.push(part);
        return part;
    }

    /**
     * Closes all; closing twice is no error.
     *
     * @throws ClusterException when something could not be closed, after the rest was
     */
    @Override
    public synchronized void close() {
        ClusterException failure = null;
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                if (failure == null) {
                    failure = new ClusterException("the cluster left something behind: " + e.getMessage(), e);
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
