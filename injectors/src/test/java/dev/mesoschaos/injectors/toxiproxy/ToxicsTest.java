package dev.mesoschaos.injectors.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mesoschaos.injectors.FakeProxiedHosts;
import dev.mesoschaos.injectors.network.NetworkPartition;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which toxics the faults add to which links. */
class ToxicsTest extends FakeProxiedHosts {

    @Test
    void latencySlowsAnswersOfZookeeperOnTheLinksOfItsClients() {
        new ToxiproxyLatency().inject(latency("slow-1"), cluster.context());

        assertThat(server.proxies.get("m1-zk1")).hasToString("{mesos-chaos-run-7-slow-1_downstream="
                + "{\"name\":\"mesos-chaos-run-7-slow-1_downstream\",\"stream\":\"downstream\",\"toxicity\":1.0,"
                + "\"type\":\"latency\",\"attributes\":{\"latency\":40,\"jitter\":10}}}");
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

    @Test
    void aTargetThatCannotSendLosesItsRequestsAndItsAnswersOnly() {
        new NetworkPartition().inject(partition("cut-1", "{direction: out}"), cluster.context());

        assertThat(server.proxies.get("a1-zk1")).containsOnlyKeys("mesos_chaos_run_7_cut_1_upstream");
        assertThat(server.proxies.get("a1-m1")).containsOnlyKeys("mesos_chaos_run_7_cut_1_upstream");
        assertThat(server.proxies.get("harness-a1")).containsOnlyKeys("mesos_chaos_run_7_cut_1_downstream");
    }

    @Test
    void onlyLinksToTheRoleThatTheTargetIsCutOffFromAreCut() {
        new NetworkPartition().inject(partition("cut-1", "{from: zookeeper}"), cluster.context());

        assertThat(server.proxies.get("a1-zk1")).hasSize(2);
        assertThat(server.proxies.get("a1-m1")).isEmpty();
        assertThat(server.proxies.get("m1-zk1")).isEmpty();
        assertThat(server.proxies.get("harness-a1")).isEmpty();
    }

    @Test
    void whatNoProxyLeadsToIsRefused() {
        assertThatThrownBy(() -> partition("cut-1", "{from: agents}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no link between the two sides runs through a proxy");
    }
}
