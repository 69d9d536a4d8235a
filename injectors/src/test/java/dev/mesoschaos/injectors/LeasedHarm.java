package dev.mesoschaos.injectors;

import dev.mesoschaos.injectors.process.ProcessPlan;
import dev.mesoschaos.injectors.process.RollingPlan;
import dev.mesoschaos.injectors.zookeeper.QuorumLoss;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.fault.Resource;
import dev.mesoschaos.scenarios.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * A fault under leases, as the engine injects it.
 *
 * @param <P> the fault's plan
 * @param nft whether it may use nftables where they are
 */
record LeasedHarm<P>(String name, FaultType<P> fault, P plan, boolean nft) {

    private static final Duration LOOK_EVERY = Duration.ofMillis(10);

    /** Whether it cannot be open together with another one. */
    boolean clashes(LeasedHarm<?> other) {
        return resources().stream().anyMatch(ours -> other.resources().stream().anyMatch(ours::clashes));
    }

    private List<Resource> resources() {
        return fault.resources(plan);
    }

    /** Leases that are not armed, and what goes on under them. */
    OpenHarm<P> open(Shell shell, String run, String injection, Duration length) {
        return new OpenHarm<>(this, shell, run, injection, length);
    }

    /** Waits until the daemons to be harmed run: after an undo they are started again in their own time. */
    void awaitTarget(Shell shell) {
        switch (plan) {
            case ProcessPlan processes -> awaitAll(shell, processes);
            case RollingPlan rolling -> awaitAll(shell, rolling.processes());
            case QuorumLoss.Plan quorum -> awaitAll(shell, quorum.down());
            default -> { }
        }
    }

    private static void awaitAll(Shell shell, ProcessPlan processes) {
        processes.daemons().forEach(daemon -> awaitOne(shell, daemon.host(), daemon.find()));
        processes.executors().forEach(task ->
                awaitOne(shell, task.host(), DrillDaemons.SUPERVISION.find(task.task())));
    }

    private static void awaitOne(Shell shell, String host, List<String> find) {
        while (shell.run(host, find.toArray(String[]::new)).stdout().isBlank()) {
            Clock.system().pause(LOOK_EVERY);
        }
    }
}
