package dev.mesoschaos.scenarios.engine;

import dev.mesoschaos.scenarios.model.AppSpec;
import dev.mesoschaos.scenarios.workload.CanaryRequest;
import dev.mesoschaos.scenarios.workload.Workload;
import dev.mesoschaos.scenarios.workload.WorkloadProvider;
import java.util.List;

/** A workload that is as complete as told. */
final class FakeWorkload implements Workload, WorkloadProvider {

    volatile int missing;
    volatile boolean closed;

    @Override
    public Workload start(List<AppSpec> apps, RunContext context) {
        return this;
    }

    @Override
    public List<Endpoint> endpoints(String app) {
        return List.of();
    }

    @Override
    public List<String> unsettled() {
        return missing == 0 ? List.of() : List.of(missing + " instance(s) not running");
    }

    @Override
    public void launchCanary(CanaryRequest request) {
        throw new UnsupportedOperationException("no probe of these tests asks for canaries");
    }

    @Override
    public void close() {
        closed = true;
    }
}
