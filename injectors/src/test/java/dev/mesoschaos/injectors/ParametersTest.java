package dev.mesoschaos.injectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mesoschaos.injectors.network.NetworkPartition;
import dev.mesoschaos.injectors.network.PartitionPlan;
import dev.mesoschaos.injectors.process.HostPowerOff;
import dev.mesoschaos.injectors.toxiproxy.ToxicPlan;
import dev.mesoschaos.injectors.toxiproxy.ToxiproxyLatency;
import dev.mesoschaos.injectors.zookeeper.SaturationPlan;
import dev.mesoschaos.injectors.zookeeper.ZooKeeperSaturation;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.Links;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.fault.Visibility;
import dev.mesoschaos.scenarios.journal.JournalJson;
import dev.mesoschaos.scenarios.language.InvalidScenario;
import dev.mesoschaos.scenarios.plugin.Plugins;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What scenario files may say about the faults, and what becomes of it. */
class ParametersTest {

    private final FakeCluster cluster = new FakeCluster(Samples.fiveHosts());

    private static FaultType<?> fault(String id) {
        return Plugins.find().faults().get(id);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "clock-skew|{offset: 10s}",
            "clock-skew|{offset: 24h, direction: back}",
            "daemon-restart|{}",
            "daemon-restart|{signal: kill}",
            "host-power-off|{}",
            "network-partition|{}",
            "process-kill|{}",
            "process-kill|{signal: term}",
            "process-pause|{}",
            "toxiproxy-latency|{latency: 1ms}",
            "toxiproxy-bandwidth|{rate: 1KB/s}",
            "toxiproxy-bandwidth|{rate: 0.25MB/s, direction: both, toxicity: 10%}",
            "toxiproxy-down|{}",
            "toxiproxy-latency|{latency: 60s, jitter: 60s}",
            "toxiproxy-latency|{latency: 1s, direction: upstream, toxicity: 99.5%}",
            "toxiproxy-limit-data|{bytes: 1B}",
            "toxiproxy-limit-data|{bytes: 100KB, direction: both}",
            "toxiproxy-reset-peer|{}",
            "toxiproxy-reset-peer|{timeout: 60s}",
            "toxiproxy-slicer|{average-size: 1KB, size-variation: 999B, delay: 100ms}",
            "toxiproxy-slicer|{average-size: 1B, delay: 1ms}",
            "toxiproxy-slow-close|{delay: 60s}",
            "toxiproxy-timeout|{}",
            "toxiproxy-timeout|{timeout: 60s, toxicity: 50%}",
            "zookeeper-saturation|{p99: 20ms}",
            "zookeeper-saturation|{p99: 10s, sessions: 500, within: 5m}"})
    void theseAreRead(String id, String yaml) {
        assertThat(Samples.planner(fault(id), yaml).type().id()).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "clock-skew|{}|offset",
            "clock-skew|{offset: 9s}|from 10s to 24h",
            "clock-skew|{offset: 1m, direction: left}|expected one of forward, back",
            "daemon-restart|{signal: stop}|expected one of",
            "host-power-off|{hosts: 2}|unknown key 'hosts'",
            "process-kill|{signal: kil}|did you mean",
            "process-pause|{hold: 3s}|unknown key 'hold'",
            "network-partition|{direction: in}|unknown key 'direction'",
            "toxiproxy-latency|{}|latency",
            "toxiproxy-latency|{latency: 61s}|from 1ms to 1m",
            "toxiproxy-latency|{latency: 40ms, jiter: 5ms}|did you mean 'jitter'",
            "toxiproxy-latency|{latency: 40ms, jitter: 41ms}|at most the latency",
            "toxiproxy-latency|{latency: 40ms, toxicity: 9%}|expected from 10% to 100%",
            "toxiproxy-latency|{latency: 40ms, toxicity: 0.5}|a share such as 99%",
            "toxiproxy-latency|{latency: 40ms, direction: down}|one of upstream, downstream, both",
            "toxiproxy-bandwidth|{}|key 'rate' is missing",
            "toxiproxy-bandwidth|{rate: 251KB/s}|from 1KB/s to 250KB/s",
            "toxiproxy-bandwidth|{rate: 10KB}|a rate such as 64KB/s",
            "toxiproxy-bandwidth|{rate: 1500B/s}|a whole number of KB/s",
            "toxiproxy-down|{toxicity: 50%}|unknown key 'toxicity'",
            "toxiproxy-limit-data|{bytes: 0B}|from 1B to 100KB",
            "toxiproxy-limit-data|{bytes: 10}|a size such as 512B",
            "toxiproxy-limit-data|{bytes: 0.5B}|a size such as 512B",
            "toxiproxy-reset-peer|{timeout: 61s}|from 0s to 1m",
            "toxiproxy-slicer|{average-size: 100B}|key 'delay' is missing",
            "toxiproxy-slicer|{average-size: 100B, size-variation: 100B, delay: 1ms}|less than the average-size",
            "toxiproxy-slicer|{average-size: 100B, delay: 999us}|from 1ms to 100ms",
            "toxiproxy-slow-close|{}|key 'delay' is missing",
            "toxiproxy-timeout|{time-out: 1s}|did you mean 'timeout'",
            "zookeeper-saturation|{}|p99",
            "zookeeper-saturation|{p99: 19ms}|from 20ms to 10s",
            "zookeeper-saturation|{p99: 1s, sessions: 501}|from 1 to 500",
            "zookeeper-saturation|{p99: 1s, within: 999ms}|from 1s to 5m"})
    void theseAreRefusedWithTheirReason(String id, String yaml, String reason) {
        assertThatThrownBy(() -> Samples.planner(fault(id), yaml))
                .isInstanceOf(InvalidScenario.class)
                .hasMessageContaining(reason);
    }

    @Test
    void saturationHasItsDefaults() {
        SaturationPlan plan = Samples.planner(new ZooKeeperSaturation(), "{p99: 150ms}")
                .plan(cluster.targets("zk1"), cluster.situation("flood-1"));

        assertThat(plan).isEqualTo(new SaturationPlan(
                "/mesos-chaos-run-7-flood-1",
                List.of(new Address("10.0.0.2", 2181)),
                Duration.ofMillis(150),
                24,
                Duration.ofSeconds(33)));
        assertThat(plan.describe()).containsExactly("load 10.0.0.2:2181 from 24 sessions with nodes "
                + "/mesos-chaos-run-7-flood-1.* until p99 of writes is 150 ms");
    }

    @Test
    void losingAgentsIsTellableFromLosingNothing() {
        assertThat(Samples.planner(new HostPowerOff(), "{}").visibility()).isEqualTo(Visibility.AGENT_SILENT);
        assertThat(Samples.planner(new NetworkPartition(), "{}").visibility()).isEqualTo(Visibility.AGENT_SILENT);
        assertThat(Samples.planner(new ToxiproxyLatency(), "{latency: 1s}").visibility())
                .isEqualTo(Visibility.NOTHING_LOST);
        assertThat(Samples.planner(new ZooKeeperSaturation(), "{p99: 1s}").visibility())
                .isEqualTo(Visibility.NOTHING_LOST);
    }

    @Test
    void plansComeBackFromAJournalAsTheyWere() throws Exception {
        Links.Link link = new Links.Link(
                "a1-zk1", "a1", "zk1", new Address("127.0.0.1", 20000), new Address("10.0.0.2", 2181));
        List<Record> plans = List.of(
                new HostPowerOff.Plan(List.of("a1", "a2")),
                PartitionPlan.cutOff(cluster.targets("a1"), cluster.situation("cut-1", Capability.HOST_NETWORK)),
                new ToxicPlan("mark", List.of(link), Map.of("latency", 40L), List.of(ToxicDirection.UPSTREAM), 0.5),
                Samples.planner(new ZooKeeperSaturation(), "{p99: 150ms}")
                        .plan(cluster.targets("zk1"), cluster.situation("flood-1")));

        for (Record plan : plans) {
            String json = JournalJson.mapper().writeValueAsString(plan);
            assertThat(JournalJson.mapper().readValue(json, plan.getClass())).isEqualTo(plan);
        }
    }
}
