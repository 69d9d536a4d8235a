package dev.mesoschaos.workloads.framework;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes calls that block side by side: a master that is far away takes the same time for each, and calls one after another
 * would soon be late. Those of one lane keep their order, and never overlap.
 */
final class Lanes {

    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

    /** No agent's id. */
    private static final String ALL = "";

    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("framework-calls").factory());
    private final Map<String, CompletableFuture<Void>> last = new HashMap<>();

    /** Makes a call after all that were made in this lane before. */
    synchronized void in(String lane, Runnable call) {
        after(lane, last.getOrDefault(lane, CompletableFuture.completedFuture(null)), call);
    }

    /** Makes a call after all that were made in any lane before; what is made in a lane later does not wait for it. */
    synchronized void afterAll(Runnable call) {
        after(ALL, all(), call);
    }

    private synchronized CompletableFuture<Void> all() {
        return CompletableFuture.allOf(last.values().toArray(CompletableFuture[]::new));
    }

    private void after(String lane, CompletableFuture<Void> before, Runnable call) {
        CompletableFuture<Void> done = before.thenRunAsync(() -> make(call), threads);
        last.put(lane, done);
        CompletableFuture<Void> unused = done.whenComplete((nothing, failure) -> forget(lane, done));
    }

    private static void make(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.error("a call of the framework failed", e);
        }
    }

    private synchronized void forget(String lane, CompletableFuture<Void> done) {
        last.remove(lane, done);
    }

    /** Waits so long for the end of all calls, and gives up those that have not ended by then. */
    void close(Duration most) {
        try {
            all().get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.info("some calls of the framework have not ended after {}", most);
        }
        threads.shutdownNow();
    }
}
