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
            "clock-skew|{offset: 10s}",
            "clock-skew|{offset: 24h, direction: back}",
            "daemon-restart|{}",
            "daemon-restart|{signal: kill}",
            "deactivate|{}",
            "drain|{}",
            "drain|{max-grace-period: 10m}",
            "framework-teardown|{name: any name at all}",
            "framework-teardown|{role: org/web}",
            "host-power-off|{}",
            "maintenance-window|{}",
            "maintenance-window|{in: 1h, length: 30m, machines: down}",
            "mark-gone|{}",
            "network-partition|{}",
            "offer-hoarding|{}",
            "offer-hoarding|{role: a.b-c}",
            "process-kill|{}",
            "process-kill|{signal: term}",
            "process-pause|{}",
            "quota-change|{role: web, limits: {}}",
            "quota-change|{role: web, limits: {cpus: 0}}",
            "quota-change|{role: web, guarantees: {cpus: 1, mem: 64}, limits: {cpus: 1}}",
            "toxiproxy-latency|{latency: 1ms}",
            "toxiproxy-latency|{latency: 60s, jitter: 60s}",
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
            "deactivate|{agents: 1}|unknown key 'agents'",
            "drain|{max-grace-period: 601s}|from 0s to 10m",
            "drain|{max-grace-period: 5}|expected a duration",
            "framework-teardown|{}|by name, or by role",
            "framework-teardown|{name: a, role: b}|by name, or by role",
            "framework-teardown|{role: a b}|a b' is no role",
            "host-power-off|{hosts: 2}|unknown key 'hosts'",
            "maintenance-window|{length: 999ms}|from 1s to",
            "maintenance-window|{machines: up}|expected one of",
            "mark-gone|{wipe: no}|unknown key 'wipe'",
            "offer-hoarding|{role: '*'}|is no role",
            "offer-hoarding|{role: -a}|is no role",
            "offer-hoarding|{role: a/../b}|is no role",
            "offer-hoarding|{role: a//b}|is no role",
            "process-kill|{signal: kil}|did you mean",
            "process-pause|{hold: 3s}|unknown key 'hold'",
            "network-partition|{direction: in}|unknown key 'direction'",
            "quota-change|{limits: {cpus: 1}}|role",
            "quota-change|{role: web}|say limits, guarantees or both",
            "quota-change|{role: org/web, limits: {cpus: 1}}|only top-level roles",
            "quota-change|{role: web, limits: {cpu: 1}}|did you mean 'cpus'",
            "quota-change|{role: web, limits: {cpus: -1}}|from 0 to",
            "quota-change|{role: web, guarantees: {cpus: 2}, limits: {cpus: 1}}|above its limit",
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
