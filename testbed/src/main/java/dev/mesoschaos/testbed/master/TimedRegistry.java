package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.master.registry.Registry;
import dev.mesoschaos.testbed.master.registry.RegistryBytes;
import dev.mesoschaos.testbed.master.registry.RegistryState;
import dev.mesoschaos.testbed.metrics.Timing;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/** A registry whose times and size are measured, for the metrics under {@code registrar/}. */
final class TimedRegistry implements Registry {

    private final Registry registry;
    private final LongSupplier nanos;
    private final Executor actor;
    private final Timing fetch = new Timing("registrar/state_fetch_ms");
    private final Timing store = new Timing("registrar/state_store_ms");
    private long bytes;

    /**
     * Measures another registry.
     *
     * @param nanos a monotonic clock
     * @param actor the thread that asks for the metrics
     */
    TimedRegistry(Registry registry, LongSupplier nanos, Executor actor) {
        this.registry = registry;
        this.nanos = nanos;
        this.actor = actor;
    }

    @Override
    public CompletableFuture<RegistryState> recover() {
        return timed(fetch, registry.recover().thenApplyAsync(state -> {
            bytes = RegistryBytes.of(state).length;
            return state;
        }, actor));
    }

    @Override
    public CompletableFuture<Void> store(RegistryState state) {
        bytes = RegistryBytes.of(state).length;
        return timed(store, registry.store(state));
    }

    private <T> CompletableFuture<T> timed(Timing timing, CompletableFuture<T> work) {
        long start = nanos.getAsLong();
        return work.thenApplyAsync(done -> {
            timing.add(nanos.getAsLong() - start);
            return done;
        }, actor);
    }

    /** Adds what was measured; before the recovery there is nothing. */
    void addTo(Map<String, Double> metrics) {
        fetch.addTo(metrics);
        store.addTo(metrics);
        if (bytes > 0) {
            metrics.put("registrar/registry_size_bytes", (double) bytes);
        }
    }
}
