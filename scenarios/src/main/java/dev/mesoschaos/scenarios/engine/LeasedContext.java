package dev.mesoschaos.scenarios.engine;

import dev.mesoschaos.scenarios.cluster.Cluster;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.journal.Recorder;
import dev.mesoschaos.scenarios.lease.Leases;
import dev.mesoschaos.scenarios.time.Clock;
import dev.mesoschaos.scenarios.workload.Deployments;
import java.util.Optional;

/** The context in which a fault is injected: its shell reaches hosts only under their leases. */
record LeasedContext(FaultContext context, Leases leases) implements FaultContext {

    @Override
    public <T> T power(Class<T> type) {
        return type.equals(Shell.class) ? type.cast(leases.shell()) : context.power(type);
    }

    @Override
    public Cluster cluster() {
        return context.cluster();
    }

    @Override
    public Clock clock() {
        return context.clock();
    }

    @Override
    public Recorder recorder() {
        return context.recorder();
    }

    @Override
    public Optional<Deployments> deployments() {
        return context.deployments();
    }

    @Override
    public void keep(AutoCloseable live) {
        context.keep(live);
    }

    @Override
    public Optional<AutoCloseable> take() {
        return context.take();
    }

    @Override
    public Optional<AutoCloseable> kept() {
        return context.kept();
    }
}
