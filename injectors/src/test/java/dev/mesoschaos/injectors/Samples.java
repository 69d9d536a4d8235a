package dev.mesoschaos.injectors;

import dev.mesoschaos.injectors.network.NetworkPartition;
import dev.mesoschaos.injectors.network.PartitionPlan;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.language.NodeFields;
import dev.mesoschaos.scenarios.plugin.Plugins;
import java.util.List;

/** Hosts and parameters that tests share. */
public final class Samples {

    private Samples() {}

    /** A rack of two agents, one agent elsewhere, a master and a ZooKeeper server. */
    public static List<Host> fiveHosts() {
        return List.of(
                new Host("m1", Role.MASTER, "control", new Address("10.0.0.1", 5050)),
                new Host("zk1", Role.ZOOKEEPER, "control", new Address("10.0.0.2", 2181)),
                new Host("a1", Role.AGENT, "r1", new Address("10.0.1.1", 5051)),
                new Host("a2", Role.AGENT, "r1", new Address("10.0.1.2", 5051)),
                new Host("a3", Role.AGENT, "r2", new Address("10.0.2.1", 5051)));
    }

    /** Reads parameters as from a scenario file. */
    public static <P> Planner<P> planner(FaultType<P> fault, String yaml) {
        return NodeFields.<Planner<P>>read(yaml, Plugins.find().faults(), fault::read);
    }

    /** A plan of a partition of hosts that have a network of their own. */
    public static PartitionPlan partition(FakeCluster cluster, String injection, String yaml, String... targets) {
        return planner(new NetworkPartition(), yaml)
                .plan(cluster.targets(targets), cluster.situation(injection, Capability.HOST_NETWORK));
    }
}
