package dev.mesoschaos.scenarios.engine;

import dev.mesoschaos.scenarios.cluster.Cluster;
import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.journal.Recorder;
import dev.mesoschaos.scenarios.time.Clock;
import dev.mesoschaos.scenarios.workload.Deployments;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The context of one injection; holds what the injection keeps alive in this process. */
public final class LiveFaultContext implements FaultContext {

    private final Cluster cluster;
    private final Clock clock;
    private final Recorder recorder;
    private final Optional<Deployments> deployments;
    private final AtomicReference<AutoCloseable> live = new AtomicReference<>();

    public LiveFaultContext(Cluster cluster, Clock clock, Recorder recorder, Optional<Deployments> deployments) {
        this.cluster = cluster;
        this.clock = clock;
        this.recorder = recorder;
        this.deployments = deployments;
    }

    @Override
    public Cluster cluster() {
        return cluster;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public Recorder recorder() {
        return recorder;
    }

    @Override
    public Optional<Deployments> deployments() {
        return deployments;
    }

    @Override
    public void keep(AutoCloseable kept) {
        if (!live.compareAndSet(null, kept)) {
            throw new IllegalStateException("an injection keeps one thing; this one keeps something already");
        }
    }

    @Override
    public Optional<AutoCloseable> take() {
        return Optional.ofNullable(live.getAndSet(null));
    }

    @Override
    public Optional<AutoCloseable> kept() {
        return Optional.ofNullable(live.get());
    }
}
