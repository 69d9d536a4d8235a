package dev.mesoschaos.scenarios.workload;

import dev.mesoschaos.scenarios.engine.RunContext;
import dev.mesoschaos.scenarios.model.AppSpec;
import java.util.List;

/** A kind of workload, found by {@link java.util.ServiceLoader}. */
public interface WorkloadProvider {

    /** Starts keeping the apps running, and returns at once. */
    Workload start(List<AppSpec> apps, RunContext context);
}
