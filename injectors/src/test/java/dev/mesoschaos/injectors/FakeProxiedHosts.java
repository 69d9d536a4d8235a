package dev.mesoschaos.injectors;

import dev.mesoschaos.injectors.network.NetworkPartition;
import dev.mesoschaos.injectors.network.PartitionPlan;
import dev.mesoschaos.injectors.toxiproxy.ToxicPlan;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.Links;
import dev.mesoschaos.scenarios.fault.FaultType;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Five hosts, some of whose links run through a fake proxy server. */
public abstract class FakeProxiedHosts {

    private static final Address NOWHERE = new Address("127.0.0.1", 1);
    private static final List<Links.Link> LINKS = List.of(
            new Links.Link("m1-zk1", "m1", "zk1", NOWHERE, NOWHERE),
            new Links.Link("a1-zk1", "a1", "zk1", NOWHERE, NOWHERE),
            new Links.Link("a1-m1", "a1", "m1", NOWHERE, NOWHERE),
            new Links.Link("a2-m1", "a2", "m1", NOWHERE, NOWHERE),
            new Links.Link("harness-a1", "harness", "a1", NOWHERE, NOWHERE));

    public final FakeCluster cluster = new FakeCluster(Samples.fiveHosts());
    public FakeToxiproxy server;

    @BeforeEach
    public void start() throws IOException {
        server = new FakeToxiproxy(LINKS.stream().map(Links.Link::proxy).toList());
        cluster.powers.put(Links.class, new FakeLinks(server.api(), LINKS));
    }

    @AfterEach
    public void stop() {
        server.close();
    }

    public PartitionPlan partition(String injection) {
        return partition(injection, "{}");
    }

    public PartitionPlan partition(String injection, String yaml) {
        return Samples.planner(new NetworkPartition(), yaml)
                .plan(cluster.targets("a1"), cluster.situation(injection, Capability.ALL_LINKS));
    }

    /** A toxic on the links to ZooKeeper. */
    public ToxicPlan poison(FaultType<ToxicPlan> fault, String yaml, String injection) {
        return Samples.planner(fault, yaml)
                .plan(cluster.links("m1-zk1", "a1-zk1"), cluster.situation(injection, Capability.ZOOKEEPER_LINKS));
    }
}
