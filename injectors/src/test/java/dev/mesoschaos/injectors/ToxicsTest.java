package dev.mesoschaos.injectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Links;
import dev.mesoschaos.scenarios.fault.FaultType;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which toxics the faults add and remove, and which they leave alone. */
class ToxicsTest {

    private static final Address NOWHERE = new Address("127.0.0.1", 1);
    private static final List<Links.Link> LINKS = List.of(
            new Links.Link("m1-zk1", "m1", "zk1", NOWHERE),
            new Links.Link("a1-zk1", "a1", "zk1", NOWHERE),
            new Links.Link("a1-m1", "a1", "m1", NOWHERE),
            new Links.Link("a2-m1", "a2", "m1", NOWHERE),
            new Links.Link("harness-a1", "harness", "a1", NOWHERE));

    private FakeToxiproxy server;
    private final FakeCluster cluster = new FakeCluster(Samples.fiveHosts());

    @BeforeEach
    void start() throws IOException {
        server = new FakeToxiproxy(LINKS.stream().map(Links.Link::proxy).toList());
        cluster.powers.put(Links.class, new FakeLinks(server.api(), LINKS));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private PartitionPlan partition(String injection) {
        return PartitionPlan.cutOff(cluster.targets("a1"), cluster.situation(injection, Capability.ALL_LINKS));
    }

    private LatencyPlan latency(String injection) {
        return Samples.planner(new ToxiproxyLatency(), "{latency: 40ms, jitter: 10ms}")
                .plan(cluster.targets("zk1"), cluster.situation(injection, Capability.ZOOKEEPER_LINKS));
    }

    @Test
    void latencySlowsAnswersOfZookeeperOnTheLinksOfItsClients() {
        new ToxiproxyLatency().inject(latency("slow-1"), cluster.context());

        assertThat(server.proxies.get("m1-zk1")).hasToString("{mesos-chaos-run-7-slow-1_downstream="
                + "{\"name\":\"mesos-chaos-run-7-slow-1_downstream\",\"stream\":\"downstream\",\"type\":\"latency\","
                + "\"attributes\":{\"latency\":40,\"jitter\":10},\"toxicity\":1.0}}");
        assertThat(server.proxies.get("a1-zk1")).hasSize(1);
        assertThat(server.proxies.get("a1-m1")).isEmpty();
    }

    @Test
    void aPartitionLetsNothingThroughOnLinksBetweenTheSides() {
        new NetworkPartition().inject(partition("cut-1"), cluster.context());

        for (String crossing : List.of("a1-zk1", "a1-m1", "harness-a1")) {
            assertThat(server.proxies.get(crossing)).as(crossing).containsOnlyKeys(
                    "mesos_chaos_run_7_cut_1_upstream", "mesos_chaos_run_7_cut_1_downstream");
            assertThat(server.proxies.get(crossing).values()).allSatisfy(toxic ->
                    assertThat(toxic.toString()).contains("\"type\":\"timeout\"", "\"timeout\":0"));
        }
        assertThat(server.proxies.get("m1-zk1")).isEmpty();
        assertThat(server.proxies.get("a2-m1")).isEmpty();
    }

    private record Case(FaultType<Object> fault, Object plan) {}

    private Case plan(String kind, String injection) {
        return kind.equals("latency")
                ? new Case(generic(new ToxiproxyLatency()), latency(injection))
                : new Case(generic(new NetworkPartition()), partition(injection));
    }

    @SuppressWarnings("unchecked") // Each case pairs a fault with a plan of its own.
    private static FaultType<Object> generic(FaultType<?> fault) {
        return (FaultType<Object>) fault;
    }

    static Stream<String> kinds() {
        return Stream.of("latency", "partition");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theUndoRemovesItsOwnToxicsAndNobodyElses(String kind) {
        server.proxies.get("a1-zk1").put("theirs", JsonNodeFactory.instance.objectNode()
                .put("name", "theirs").put("type", "latency").put("stream", "upstream").put("toxicity", 1.0)
                .set("attributes", JsonNodeFactory.instance.objectNode().put("latency", 1).put("jitter", 0)));
        Case first = plan(kind, "it-1");
        Case tenth = plan(kind, "it-10");
        tenth.fault().inject(tenth.plan(), cluster.context());
        String before = server.proxies.toString();
        first.fault().undo(first.plan(), cluster.context());
        assertThat(server.proxies).as("undo without inject").hasToString(before);

        first.fault().inject(first.plan(), cluster.context());
        assertThat(server.proxies.toString()).isNotEqualTo(before);
        first.fault().undo(first.plan(), cluster.context());
        assertThat(server.proxies).hasToString(before);
        first.fault().undo(first.plan(), cluster.context());
        assertThat(server.proxies).as("undo twice").hasToString(before);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void anInjectionThatBreaksAtAnyRequestIsUndoneCompletely(String kind) {
        Case one = plan(kind, "it-1");
        for (int k = 1; k <= 4; k++) {
            AtomicInteger left = new AtomicInteger(k);
            server.breaks = request -> left.decrementAndGet() == 0;

            assertThat(catchThrowable(() -> one.fault().inject(one.plan(), cluster.context())))
                    .as("broken at request %d", k)
                    .isInstanceOf(ClusterException.class);
            one.fault().undo(one.plan(), cluster.context());

            assertThat(server.proxies.values()).allSatisfy(toxics -> assertThat(toxics).isEmpty());
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aToxicThatCannotBeRemovedIsToldAndDoesNotKeepTheOthers(String kind) {
        Case one = plan(kind, "it-1");
        one.fault().inject(one.plan(), cluster.context());
        server.breaks = request -> request.startsWith("DELETE /proxies/a1-zk1/");

        assertThatThrownBy(() -> one.fault().undo(one.plan(), cluster.context())).isInstanceOf(ClusterException.class);

        assertThat(server.proxies.keySet()).filteredOn(name -> !server.proxies.get(name).isEmpty())
                .containsExactly("a1-zk1");
        assertThat(one.fault().verifyUndone(one.plan(), cluster.context()).holds()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aProxyThatIsGoneCannotBePoisonedButIsUndone(String kind) {
        Case one = plan(kind, "it-1");
        server.proxies.remove("a1-zk1");

        assertThatThrownBy(() -> one.fault().inject(one.plan(), cluster.context()))
                .isInstanceOf(ClusterException.class);
        one.fault().undo(one.plan(), cluster.context());

        assertThat(server.proxies.values()).allSatisfy(toxics -> assertThat(toxics).isEmpty());
    }
}
