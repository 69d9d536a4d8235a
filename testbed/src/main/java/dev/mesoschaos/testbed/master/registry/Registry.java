package dev.mesoschaos.testbed.master.registry;

import java.util.concurrent.CompletableFuture;

/** Where the registry outlives its leader. */
public interface Registry {

    /** Reads the registry and shuts out all earlier leaders; fails after the registry fetch timeout. */
    CompletableFuture<RegistryState> recover();

    /** Writes the registry; fails after the registry store timeout. One write at a time. */
    CompletableFuture<Void> store(RegistryState state);
}
