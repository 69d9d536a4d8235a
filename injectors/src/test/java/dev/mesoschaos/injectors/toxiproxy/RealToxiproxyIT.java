package dev.mesoschaos.injectors.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.mesoschaos.injectors.FakeCluster;
import dev.mesoschaos.injectors.FakeLinks;
import dev.mesoschaos.injectors.FakeService;
import dev.mesoschaos.injectors.Samples;
import dev.mesoschaos.injectors.network.NetworkPartition;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Links;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultType;
import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the faults do to traffic through a real Toxiproxy server. */
class RealToxiproxyIT {

    private static final Address API = new Address("127.66.3.1", 8474);

    private final FakeService zookeeper = new FakeService("127.66.3.2", () -> true);
    private final FakeService agent = new FakeService("127.66.3.3", () -> true);
    private final FakeService bystander = new FakeService("127.66.3.5", () -> true);
    private final FakeCluster cluster = new FakeCluster(List.of(
            new Host("zk1", Role.ZOOKEEPER, "control", zookeeper.address()),
            new Host("a1", Role.AGENT, "r1", agent.address()),
            new Host("a2", Role.AGENT, "r2", bystander.address())));
    private final ToxiproxyClient client = new ToxiproxyClient(API.host(), API.port());
    private Process process;

    @BeforeEach
    void start() throws IOException {
        String server = System.getProperty("toxiproxy.server", "");
        assumeFalse(server.isEmpty(), "no real server given with -Dtoxiproxy.server=FILE");
        process = new ProcessBuilder(server, "-host=" + API.host(), "-port=" + API.port())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        await().ignoreExceptions().until(() -> client.version() != null);
        Links.Link toZookeeper = link("a1-zk1", "a1", "zk1", zookeeper);
        Links.Link toAgent = link("harness-a1", "harness", "a1", agent);
        cluster.powers.put(Links.class, new FakeLinks(API, List.of(toZookeeper, toAgent)));
        cluster.route = address -> address.equals(agent.address()) ? toAgent.listen() : address;
    }

    private Links.Link link(String name, String from, String to, FakeService service) throws IOException {
        Proxy proxy = client.createProxy(name, "127.66.3.4:0", service.address().toString());
        proxy.toxics().latency("theirs", ToxicDirection.UPSTREAM, 1);
        return new Links.Link(name, from, to, Address.parse(proxy.getListen()));
    }

    @AfterEach
    void stop() {
        zookeeper.close();
        agent.close();
        bystander.close();
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    private <P> void drill(FaultType<P> fault, P plan) throws IOException {
        fault.inject(plan, cluster.context());
        Evidence effect = await().until(() -> fault.verifyEffect(plan, cluster.context()), Evidence::holds);
        assertThat(effect.detail()).isNotEmpty();
        assertThat(fault.verifyUndone(plan, cluster.context()).holds()).isFalse();

        fault.undo(plan, cluster.context());
        await().until(() -> fault.verifyUndone(plan, cluster.context()), Evidence::holds);
        fault.undo(plan, cluster.context());

        for (Proxy proxy : client.getProxies()) {
            assertThat(proxy.toxics().getAll()).singleElement()
                    .satisfies(toxic -> assertThat(toxic.getName()).isEqualTo("theirs"));
        }
    }

    @Test
    void zookeeperAnswersLateAndThenInTimeAgain() throws IOException {
        ToxiproxyLatency fault = new ToxiproxyLatency();
        drill(fault, Samples.planner(fault, "{latency: 200ms, jitter: 20ms}")
                .plan(cluster.targets("zk1"), cluster.situation("slow-1", Capability.ZOOKEEPER_LINKS)));
    }

    @Test
    void anAgentIsCutOffAndThenBackAgain() throws IOException {
        NetworkPartition fault = new NetworkPartition();
        drill(fault, Samples.planner(fault, "{}")
                .plan(cluster.targets("a1"), cluster.situation("cut-1", Capability.ALL_LINKS)));
    }

    /** Users reach ZooKeeper past the proxies, so that only the others' way to it tells that it is cut off. */
    @Test
    void aZookeeperServerIsCutOffAndThenBackAgain() throws IOException {
        NetworkPartition fault = new NetworkPartition();
        drill(fault, Samples.planner(fault, "{}")
                .plan(cluster.targets("zk1"), cluster.situation("cut-1", Capability.ALL_LINKS)));
    }
}
