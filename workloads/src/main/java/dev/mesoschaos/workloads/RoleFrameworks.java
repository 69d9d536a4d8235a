package dev.mesoschaos.workloads;

import dev.mesoschaos.scenarios.cluster.AllOf;
import dev.mesoschaos.scenarios.workload.Workload;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** A framework for each role in which canaries are launched; each begins with its first canary. */
final class RoleFrameworks implements AutoCloseable {

    private final Map<String, Workload> byRole = new ConcurrentHashMap<>();
    private final Function<String, Workload> starting;

    RoleFrameworks(Function<String, Workload> starting) {
        this.starting = starting;
    }

    Workload of(String role) {
        return byRole.computeIfAbsent(role, starting);
    }

    @Override
    public void close() {
        AllOf.atOnce(byRole.values().stream().map(framework -> framework::close));
    }
}
