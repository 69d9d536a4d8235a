package dev.mesoschaos.injectors.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mesoschaos.injectors.FakeProxiedHosts;
import dev.mesoschaos.injectors.Samples;
import dev.mesoschaos.injectors.network.NetworkPartition;
import dev.mesoschaos.scenarios.cluster.Capability;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which toxics the faults add to which links. */
class ToxicsTest extends FakeProxiedHosts {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "latency    | {latency: 40ms, jitter: 10ms}            | downstream latency {\"latency\":40,\"jitter\":10} 1.0",
        "latency    | {latency: 40ms, toxicity: 50%}           | downstream latency {\"latency\":40,\"jitter\":0} 0.5",
        "bandwidth  | {rate: 512kbit, direction: upstream}     | upstream bandwidth {\"rate\":64} 1.0",
        "slow-close | {delay: 2s}                              | downstream slow_close {\"delay\":2000} 1.0",
        "timeout    | {}                                       | downstream timeout {\"timeout\":0} 1.0",
        "reset-peer | {timeout: 20ms, toxicity: 25%}           | downstream reset_peer {\"timeout\":20} 0.25",
        "slicer     | {average-size: 1KB, size-variation: 10B, delay: 2ms} | downstream slicer {\"average_size\":1024,\"size_variation\":10,\"delay\":2000} 1.0",
        "limit-data | {bytes: 2KB, direction: both}            | downstream limit_data {\"bytes\":2048} 1.0; upstream limit_data {\"bytes\":2048} 1.0",
        "down       | {}                                       | downstream latency {\"latency\":0,\"jitter\":0} 1.0",
    })
    void eachLinkOfTheTargetGetsTheToxicAndNoOtherLinkDoes(String toxic, String yaml, String expected) {
        ToxicFault fault = Toxics.fault(toxic);

        fault.inject(poison(fault, yaml, "slow-1"), cluster.context());

        for (String link : List.of("m1-zk1", "a1-zk1")) {
            assertThat(server.proxies.get(link).keySet()).allMatch(name -> name.startsWith("mesos-chaos-run-7-slow-1_"));
            assertThat(server.proxies.get(link).values().stream()
                            .map(it -> it.path("stream").asText() + " " + it.path("type").asText() + " "
                                    + it.path("attributes") + " " + it.path("toxicity"))
                            .collect(Collectors.joining("; ")))
                    .as(link).isEqualTo(expected);
        }
        assertThat(server.proxies.get("a1-m1")).isEmpty();
        assertThat(server.proxies.get("harness-a1")).isEmpty();
        assertThat(server.disabled).isEqualTo(
                toxic.equals("down") ? Set.of("m1-zk1", "a1-zk1") : Set.of());
    }

    @Test
    void hostsAsATargetAreRefusedWithWhatToWrite() {
        ToxiproxyDown fault = new ToxiproxyDown();

        assertThatThrownBy(() -> Samples.planner(fault, "{}")
                        .plan(cluster.targets("zk1"), cluster.situation("down-1", Capability.ALL_LINKS)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("toxiproxy-down harms connections: write 'target: {links: zookeeper}', '{links: masters}' "
                        + "or '{links: app NAME}'");
    }

    @Test
    void aPlanIsTellable() {
        ToxiproxyLatency fault = new ToxiproxyLatency();

        assertThat(poison(fault, "{latency: 40ms, direction: both, toxicity: 50%}", "slow-1").describe(fault.toxic()))
                .containsExactly(
                        "proxy m1-zk1: latency {jitter=0, latency=40} upstream+downstream, toxicity 50%",
                        "proxy a1-zk1: latency {jitter=0, latency=40} upstream+downstream, toxicity 50%");
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
