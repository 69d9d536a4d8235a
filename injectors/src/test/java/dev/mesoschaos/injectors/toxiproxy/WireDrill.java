package dev.mesoschaos.injectors.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.injectors.FakeCluster;
import dev.mesoschaos.injectors.FakeHttp;
import dev.mesoschaos.injectors.FakeLinks;
import dev.mesoschaos.injectors.FakeService;
import dev.mesoschaos.injectors.Samples;
import dev.mesoschaos.injectors.network.NetworkPartition;
import dev.mesoschaos.injectors.zookeeper.TestZooKeeper;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Links;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.engine.LiveFaultContext;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.fault.Targets;
import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the faults do to traffic through a proxy server, whichever it is. */
abstract class WireDrill {

    /** Also on a machine that stands still for a while: the engine gives a fault as long. */
    private static final Duration WITHIN = Duration.ofSeconds(60);

    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<Links.Link> links = new ArrayList<>();
    private ToxiproxyClient client;
    private TestZooKeeper zookeeper;
    private FakeHttp master;
    private FakeHttp task;
    private FakeCluster cluster;
    private Address api;

    @TempDir
    private Path directory;

    /** Where the server's API listens. */
    abstract Address server() throws Exception;

    @BeforeEach
    void start() throws Exception {
        api = server();
        client = new ToxiproxyClient(api.host(), api.port());
        zookeeper = register(new TestZooKeeper(directory));
        master = register(new FakeHttp("127.0.0.1"));
        task = register(new FakeHttp("127.0.0.1"));
        cluster = new FakeCluster(List.of(
                new Host("zk1", Role.ZOOKEEPER, "control", zookeeper.address()),
                new Host("m1", Role.MASTER, "control", master.address()),
                new Host("a1", Role.AGENT, "r1", new Address("127.0.0.1", 5051))));
        for (String from : List.of("m1", "a1")) {
            link(from, "zk1", zookeeper.address());
        }
        link("harness", "m1", master.address());
        link("harness", "a1", task.address());
        cluster.powers.put(Links.class, new FakeLinks(api, links));
    }

    private Links.Link link(String from, String to, Address upstream) throws IOException {
        Proxy proxy = client.createProxy(from + "-to-" + to + "-" + upstream.port(), "127.0.0.1:0", upstream.toString());
        proxy.toxics().latency("theirs", ToxicDirection.UPSTREAM, 1);
        Links.Link link = new Links.Link(proxy.getName(), from, to, Address.parse(proxy.getListen()), upstream);
        links.add(link);
        return link;
    }

    private <T extends AutoCloseable> T register(T closeable) {
        open.add(closeable);
        return closeable;
    }

    @AfterEach
    void stop() throws Exception {
        for (Proxy proxy : client.getProxies()) {
            proxy.delete();
        }
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    private Targets to(String host) {
        return cluster.links(links.stream()
                .filter(link -> link.to().equals(host))
                .map(Links.Link::proxy)
                .toArray(String[]::new));
    }

    private <P> void drill(FaultType<P> fault, P plan) throws IOException {
        LiveFaultContext context = cluster.context();
        fault.inject(plan, context);
        Evidence effect = await().atMost(WITHIN).until(() -> fault.verifyEffect(plan, context), Evidence::holds);
        System.out.println(getClass().getSimpleName() + ": " + fault.id() + ": " + effect.detail());
        assertThat(fault.verifyUndone(plan, cluster.context()).holds()).as("undone before the undo").isFalse();

        fault.undo(plan, context);
        Evidence undone = await().atMost(WITHIN).until(() -> fault.verifyUndone(plan, cluster.context()), Evidence::holds);
        System.out.println(getClass().getSimpleName() + ": " + fault.id() + ": " + undone.detail());
        fault.undo(plan, cluster.context());

        for (Proxy proxy : client.getProxies()) {
            assertThat(proxy.isEnabled()).isTrue();
            assertThat(proxy.toxics().getAll()).singleElement()
                    .satisfies(toxic -> assertThat(toxic.getName()).isEqualTo("theirs"));
        }
    }

    private void drill(String kind, String host) throws IOException {
        String[] words = kind.split(" ", 2);
        ToxicFault fault = Toxics.fault(words[0]);
        drill(fault, Samples.planner(fault, words[1]).plan(to(host), cluster.situation("it-1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "latency {latency: 150ms, direction: both}",
        "bandwidth {rate: 400kbit}",
        "bandwidth {rate: 2mbit, direction: upstream}",
        "limit-data {bytes: 5KB}"})
    void linksToZookeeperAreHarmedAndThenSoundAgain(String kind) throws IOException {
        drill(kind, "zk1");
    }

    @ParameterizedTest
    @FieldSource("dev.mesoschaos.injectors.toxiproxy.Toxics#EACH")
    void linksToMastersAreHarmedAndThenSoundAgain(String kind) throws IOException {
        drill(kind, "m1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"reset-peer {direction: upstream}", "limit-data {bytes: 2KB, direction: both}"})
    void linksToTasksAreHarmedAndThenSoundAgain(String kind) throws IOException {
        drill(kind, "a1");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "latency {latency: 200ms, toxicity: 50%}",
        "timeout {timeout: 200ms, toxicity: 25%}",
        "limit-data {bytes: 1KB, toxicity: 50%}"})
    void aShareOfTheConnectionsIsHarmed(String kind) throws IOException {
        drill(kind, "m1");
    }

    /** The share is judged, not only that some are harmed. */
    @Test
    void allIsNotHalf() {
        ToxiproxyResetPeer fault = new ToxiproxyResetPeer();
        ToxicPlan all = Samples.planner(fault, "{}").plan(to("m1"), cluster.situation("it-1"));
        ToxicPlan half = Samples.planner(fault, "{toxicity: 50%}").plan(to("m1"), cluster.situation("it-1"));
        fault.inject(all, cluster.context());

        assertThat(fault.verifyEffect(half, cluster.context()).detail()).contains("40 of 40 conversations");
        assertThat(fault.verifyEffect(half, cluster.context()).holds()).isFalse();
    }

    @Test
    void anAgentIsCutOffAndThenBackAgain() throws IOException {
        FakeService agent = register(new FakeService("127.66.3.3", () -> true));
        FakeService bystander = register(new FakeService("127.66.3.5", () -> true));
        cluster = new FakeCluster(List.of(
                new Host("a1", Role.AGENT, "r1", agent.address()), new Host("a2", Role.AGENT, "r2", bystander.address())));
        Links.Link link = link("harness", "a1", agent.address());
        cluster.powers.put(Links.class, new FakeLinks(api, links));
        cluster.route = address -> address.equals(agent.address()) ? link.listen() : address;
        NetworkPartition fault = new NetworkPartition();

        drill(fault, Samples.planner(fault, "{}")
                .plan(cluster.targets("a1"), cluster.situation("cut-1", Capability.ALL_LINKS)));
    }

    /** Users reach ZooKeeper past the proxies, so that only the others' way to it tells that it is cut off. */
    @Test
    void aZookeeperServerIsCutOffAndThenBackAgain() throws IOException {
        FakeService bystander = register(new FakeService("127.66.3.5", () -> true));
        cluster = new FakeCluster(List.of(
                new Host("zk1", Role.ZOOKEEPER, "control", zookeeper.address()),
                new Host("a1", Role.AGENT, "r2", bystander.address())));
        cluster.powers.put(Links.class, new FakeLinks(api, links));
        NetworkPartition fault = new NetworkPartition();

        drill(fault, Samples.planner(fault, "{}")
                .plan(cluster.targets("zk1"), cluster.situation("cut-1", Capability.ALL_LINKS)));
    }
}
