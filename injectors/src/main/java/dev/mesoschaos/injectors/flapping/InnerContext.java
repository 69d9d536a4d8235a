package dev.mesoschaos.injectors.flapping;

import dev.mesoschaos.scenarios.cluster.Cluster;
import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.journal.Recorder;
import dev.mesoschaos.scenarios.time.Clock;
import dev.mesoschaos.scenarios.workload.Deployments;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The context of the fault that flaps: it has a place of its own for what it keeps, as the flapping itself is kept, too.
 *
 * @param place shared by all contexts of one injection
 */
record InnerContext(FaultContext outer, AtomicReference<AutoCloseable> place) implements FaultContext {

    @Override
    public <T> T power(Class<T> type) {
        return outer.power(type);
    }

    @Override
    public Cluster cluster() {
        return outer.cluster();
    }

    @Override
    public Clock clock() {
        return outer.clock();
    }

    @Override
    public Recorder recorder() {
        return outer.recorder();
    }

    @Override
    public Optional<Deployments> deployments() {
        return outer.deployments();
    }

    @Override
    public void keep(AutoCloseable live) {
        place.set(live);
    }

    @Override
    public Optional<AutoCloseable> take() {
        return Optional.ofNullable(place.getAndSet(null));
    }

    @Override
    public Optional<AutoCloseable> kept() {
        return Optional.ofNullable(place.get());
    }
}
