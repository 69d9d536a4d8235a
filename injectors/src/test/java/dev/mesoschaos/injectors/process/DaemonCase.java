package dev.mesoschaos.injectors.process;

import dev.mesoschaos.injectors.FakeCluster;
import dev.mesoschaos.injectors.FakeDaemons;
import dev.mesoschaos.injectors.FakeService;
import dev.mesoschaos.injectors.Samples;
import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.DaemonControl;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.engine.LiveFaultContext;
import dev.mesoschaos.scenarios.fault.FaultType;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** Two agents on loopback addresses, which answer as their daemons do. */
abstract class DaemonCase {

    final FakeDaemons daemons = new FakeDaemons();
    private final FakeService first = new FakeService("127.66.0.3", () -> daemons.serves("a1"));
    private final FakeService second = new FakeService("127.66.0.4", () -> daemons.serves("a2"));
    private final FakeCluster cluster = new FakeCluster(List.of(
            new Host("a1", Role.AGENT, "r1", first.address()), new Host("a2", Role.AGENT, "r1", second.address())));
    final LiveFaultContext context = cluster.context();

    DaemonCase() {
        cluster.powers.put(DaemonControl.class, daemons);
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    /** The context of a process that has only the plan. */
    LiveFaultContext newProcess() {
        return cluster.context();
    }

    DaemonPlan plan(FaultType<DaemonPlan> fault, String parameters) {
        return Samples.planner(fault, parameters)
                .plan(cluster.targets("a1", "a2"), cluster.situation("daemons-1", Capability.DAEMONS));
    }
}
