package dev.mesoschaos.injectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mesoschaos.injectors.network.NetworkPartition;
import dev.mesoschaos.injectors.network.PartitionPlan;
import dev.mesoschaos.injectors.process.HostPowerOff;
import dev.mesoschaos.injectors.toxiproxy.LatencyPlan;
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
import java.time.Duration;
import java.util.List;
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
            "daemon-restart|{}",
            "daemon-restart|{signal: kill}",
            "host-power-off|{}",
            "network-bandwidth|{rate: 8kbit}",
            "network-bandwidth|{rate: 10gbit, queue: 10s, towards: rack}",
            "network-corrupt|{corrupt: 0.01%}",
            "network-delay|{delay: 1ms, jitter: 1ms, correlation: 100%, distribution: paretonormal, towards: harness}",
            "network-duplicate|{duplicate: 100%, correlation: 50%, towards: zookeeper}",
            "network-loss|{loss: 100%}",
            "network-loss|{loss: 50%, burst: 1000, towards: masters}",
            "network-partition|{}",
            "network-reorder|{reorder: 25%, delay: 60s, towards: agents}",
            "uplink-saturation|{}",
            "process-kill|{}",
            "process-kill|{signal: term}",
            "process-pause|{}",
            "toxiproxy-latency|{latency: 1ms}",
            "toxiproxy-latency|{latency: 60s, jitter: 60s}",
            "zookeeper-saturation|{p99: 20ms}",
            "zookeeper-saturation|{p99: 10s, sessions: 500, within: 5m}"})
    void theseAreRead(String id, String yaml) {
        assertThat(Samples.planner(fault(id), yaml).type().id()).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "daemon-restart|{signal: stop}|expected one of",
            "host-power-off|{hosts: 2}|unknown key 'hosts'",
            "process-kill|{signal: kil}|did you mean",
            "process-pause|{hold: 3s}|unknown key 'hold'",
            "network-bandwidth|{}|key 'rate' is missing: expected a bandwidth such as 500kbit, 10mbit or 1gbit",
            "network-bandwidth|{rate: 10mb}|from 8kbit to 10gbit, got '10mb'",
            "network-bandwidth|{rate: 7kbit}|from 8kbit to 10gbit",
            "network-bandwidth|{rate: 1mbit, queue: 11s}|from 1ms to 10s",
            "network-corrupt|{corrupt: 101%}|a share such as 99%",
            "network-delay|{}|delay",
            "network-delay|{delay: 0ms}|from 1ms to 1m",
            "network-delay|{delay: 5}|a duration such as",
            "network-delay|{delay: 40ms, jitter: 41ms}|at most the delay",
            "network-delay|{delay: 40ms, correlation: 25%}|expected a jitter beside it",
            "network-delay|{delay: 40ms, distribution: normal}|expected a jitter beside it",
            "network-delay|{delay: 40ms, jitter: 1ms, distribution: gauss}|expected one of",
            "network-delay|{delay: 40ms, towards: master}|did you mean 'masters'",
            "network-duplicate|{}|key 'duplicate' is missing",
            "network-loss|{}|key 'loss' is missing: expected a share such as 5%, from 0.01% to 100%",
            "network-loss|{loss: 0.009%}|from 0.01% to 100%",
            "network-loss|{loss: 10%, burst: 0.5}|from 1 to 1000",
            "network-loss|{loss: 10%, burst: 5, correlation: 25%}|expected no correlation beside it",
            "network-loss|{loss: 90%, burst: 5}|at most 83% beside bursts",
            "network-partition|{direction: in}|unknown key 'direction'",
            "network-reorder|{reorder: 5%, delay: 0ms}|from 1ms to 1m",
            "uplink-saturation|{load: 2}|unknown key 'load'",
            "toxiproxy-latency|{}|latency",
            "toxiproxy-latency|{latency: 61s}|from 1ms to 1m",
            "toxiproxy-latency|{latency: 40ms, jiter: 5ms}|did you mean 'jitter'",
            "toxiproxy-latency|{latency: 40ms, jitter: 41ms}|at most the latency",
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
        Links.Link link = new Links.Link("a1-zk1", "a1", "zk1", new Address("127.0.0.1", 20000));
        List<Record> plans = List.of(
                new HostPowerOff.Plan(List.of("a1", "a2")),
                PartitionPlan.cutOff(cluster.targets("a1"), cluster.situation("cut-1", Capability.HOST_NETWORK)),
                new LatencyPlan("mark", List.of(link), 40, 20),
                Samples.planner(new ZooKeeperSaturation(), "{p99: 150ms}")
                        .plan(cluster.targets("zk1"), cluster.situation("flood-1")));

        for (Record plan : plans) {
            String json = JournalJson.mapper().writeValueAsString(plan);
            assertThat(JournalJson.mapper().readValue(json, plan.getClass())).isEqualTo(plan);
        }
    }
}
