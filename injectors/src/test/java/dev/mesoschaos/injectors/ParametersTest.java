package dev.mesoschaos.injectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mesoschaos.injectors.network.NetworkPartition;
import dev.mesoschaos.injectors.process.HostPowerOff;
import dev.mesoschaos.injectors.process.ProcessKill;
import dev.mesoschaos.injectors.process.ProcessPause;
import dev.mesoschaos.injectors.process.RestartRolling;
import dev.mesoschaos.injectors.toxiproxy.ToxicPlan;
import dev.mesoschaos.injectors.toxiproxy.ToxiproxyLatency;
import dev.mesoschaos.injectors.zookeeper.Goal;
import dev.mesoschaos.injectors.zookeeper.LeaderZnodeRemoval;
import dev.mesoschaos.injectors.zookeeper.Mix;
import dev.mesoschaos.injectors.zookeeper.QuorumLoss;
import dev.mesoschaos.injectors.zookeeper.SaturationPlan;
import dev.mesoschaos.injectors.zookeeper.ZooKeeperSaturation;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Links;
import dev.mesoschaos.scenarios.cluster.Supervision;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.fault.Targets;
import dev.mesoschaos.scenarios.fault.Visibility;
import dev.mesoschaos.scenarios.journal.JournalJson;
import dev.mesoschaos.scenarios.language.InvalidScenario;
import dev.mesoschaos.scenarios.plugin.Plugins;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import java.nio.file.Path;
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
            "cpu-stress|{workers: 256}",
            "cpu-stress|{share: 1%}",
            "cpu-stress|{workers: 8, as: task, cpus: 0.01, mem: 32MB}",
            "clock-skew|{offset: 10s}",
            "clock-skew|{offset: 24h, direction: back}",
            "daemon-restart|{}",
            "daemon-restart|{signal: kill}",
            "disk-full|{}",
            "disk-full|{free: 0MB, at-most: 1TB}",
            "host-power-off|{}",
            "io-stress|{writers: 64, size: 1GB}",
            "memory-stress|{size: 1MB}",
            "memory-stress|{share: 100%}",
            "network-hog|{rate: 100KB/s}",
            "network-partition|{}",
            "network-partition|{shape: full, direction: in, from: harness}",
            "network-partition|{direction: out, from: zookeeper}",
            "network-partition|{shape: bridge}",
            "network-partition|{shape: ring}",
            "network-bandwidth|{rate: 8kbit}",
            "network-bandwidth|{rate: 10gbit, queue: 10s, towards: rack}",
            "network-corrupt|{corrupt: 0.01%}",
            "network-delay|{delay: 1ms, jitter: 1ms, correlation: 100%, distribution: paretonormal, towards: harness}",
            "network-duplicate|{duplicate: 100%, correlation: 50%, towards: zookeeper}",
            "network-loss|{loss: 100%}",
            "network-loss|{loss: 50%, burst: 1000, towards: masters}",
            "network-reorder|{reorder: 25%, delay: 60s, towards: agents}",
            "uplink-saturation|{}",
            "process-kill|{}",
            "process-kill|{signal: term}",
            "process-pause|{}",
            "restart-rolling|{}",
            "restart-rolling|{pace: 0s, survivors: 66%, signal: kill}",
            "deactivate|{}",
            "drain|{}",
            "drain|{max-grace-period: 10m}",
            "framework-teardown|{name: any name at all}",
            "framework-teardown|{role: org/web}",
            "maintenance-window|{}",
            "maintenance-window|{in: 1h, length: 30m, machines: down}",
            "mark-gone|{}",
            "offer-hoarding|{}",
            "offer-hoarding|{role: a.b-c}",
            "offer-hoarding|{frameworks: 100, share: 1%}",
            "quota-change|{role: web, limits: {}}",
            "quota-change|{role: web, limits: {cpus: 0}}",
            "quota-change|{role: web, guarantees: {cpus: 1, mem: 64}, limits: {cpus: 1}}",
            "toxiproxy-latency|{latency: 1ms}",
            "toxiproxy-bandwidth|{rate: 8kbit}",
            "toxiproxy-bandwidth|{rate: 2mbit, direction: both, toxicity: 10%}",
            "toxiproxy-down|{}",
            "toxiproxy-latency|{latency: 60s, jitter: 60s}",
            "ensemble-split|{}",
            "ensemble-split|{into: singles}",
            "leader-znode-removal|{}",
            "quorum-loss|{}",
            "quorum-loss|{by: pause}",
            "quorum-loss|{by: kill, signal: term}",
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
            "zookeeper-saturation|{p99: 10s, sessions: 500, within: 5m}",
            "zookeeper-saturation|{outstanding: 900, mix: {reads: 100%}}",
            "zookeeper-saturation|{connections: 500, tenants: 50}",
            "zookeeper-saturation|{p99: 1s, mix: {writes: 10%, reads: 20%, watches: 30%, sessions: 15%, large: 25%}}",
            "zookeeper-session-expiry|{}"})
    void theseAreRead(String id, String yaml) {
        assertThat(Samples.planner(fault(id), yaml).type().id()).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "cpu-stress|{}|expected either 'workers' or 'share', got neither",
            "cpu-stress|{workers: 1, share: 50%}|expected either 'workers' or 'share', got both",
            "cpu-stress|{workers: 257}|from 1 to 256",
            "cpu-stress|{share: 0.4%}|expected a share from 1% to 100%",
            "cpu-stress|{workers: 1, as: tsk}|did you mean",
            "cpu-stress|{workers: 1, cpus: 0.1}|is what a task asks of Mesos for: say 'as: task'",
            "memory-stress|{size: 1GB, as: task, mem: 1MB}|from 32MB to 1TB",
            "disk-full|{as: task}|unknown key 'as'",
            "clock-skew|{}|offset",
            "clock-skew|{offset: 9s}|from 10s to 24h",
            "clock-skew|{offset: 1m, direction: left}|expected one of forward, back",
            "daemon-restart|{signal: stop}|expected one of",
            "disk-full|{free: 100}|expected a size such as",
            "disk-full|{at-most: 1KB}|from 1MB to 1TB",
            "io-stress|{writers: 0}|from 1 to 64",
            "io-stress|{size: 2GB}|from 1MB to 1GB",
            "memory-stress|{}|expected either 'size' or 'share', got neither",
            "memory-stress|{size: 64mb}|expected a size such as",
            "network-hog|{}|key 'rate' is missing",
            "network-hog|{rate: 20MB}|expected a rate such as",
            "network-hog|{rate: 1KB/s}|from 100KB/s to 1000MB/s",
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
            "offer-hoarding|{share: 0.5%}|from 1% to 100%",
            "offer-hoarding|{frameworks: 101}|from 1 to 100",
            "offer-hoarding|{role: -a}|is no role",
            "offer-hoarding|{role: a/../b}|is no role",
            "offer-hoarding|{role: a//b}|is no role",
            "process-kill|{signal: kil}|did you mean",
            "process-pause|{hold: 3s}|unknown key 'hold'",
            "network-partition|{direction: inn}|did you mean 'in'",
            "network-partition|{direction: 5s}|expected one of both, in, out",
            "network-partition|{from: zookeper}|did you mean 'zookeeper'",
            "network-partition|{from: [masters, agents]}|expected one of everybody, zookeeper, masters, agents, harness",
            "network-partition|{shape: star}|expected one of full, bridge, ring",
            "network-partition|{shape: bridge, direction: in}|expected none beside 'shape: bridge'",
            "network-partition|{shape: ring, from: masters}|expected none beside 'shape: ring'",
            "network-partition|{shap: ring}|did you mean 'shape'",
            "restart-rolling|{pace: 2h}|from 0s to 1h",
            "restart-rolling|{pace: 3}|expected a duration such as 250ms",
            "restart-rolling|{survivors: most}|expected any, minority, all, a count or a share such as 25%",
            "restart-rolling|{survivor: 2}|did you mean 'survivors'",
            "restart-rolling|{signal: hup}|expected one of",
            "quota-change|{limits: {cpus: 1}}|role",
            "quota-change|{role: web}|say limits, guarantees or both",
            "quota-change|{role: org/web, limits: {cpus: 1}}|only top-level roles",
            "quota-change|{role: web, limits: {cpu: 1}}|did you mean 'cpus'",
            "quota-change|{role: web, limits: {cpus: -1}}|from 0 to",
            "quota-change|{role: web, guarantees: {cpus: 2}, limits: {cpus: 1}}|above its limit",
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
            "network-reorder|{reorder: 5%, delay: 0ms}|from 1ms to 1m",
            "uplink-saturation|{load: 2}|unknown key 'load'",
            "toxiproxy-latency|{}|latency",
            "toxiproxy-latency|{latency: 61s}|from 1ms to 1m",
            "toxiproxy-latency|{latency: 40ms, jiter: 5ms}|did you mean 'jitter'",
            "toxiproxy-latency|{latency: 40ms, jitter: 41ms}|at most the latency",
            "toxiproxy-latency|{latency: 40ms, toxicity: 9%}|expected from 10% to 100%",
            "toxiproxy-latency|{latency: 40ms, toxicity: 0.5}|a share such as 99%",
            "toxiproxy-latency|{latency: 40ms, direction: down}|one of upstream, downstream, both",
            "toxiproxy-bandwidth|{}|key 'rate' is missing",
            "toxiproxy-bandwidth|{rate: 3mbit}|from 8kbit to 2mbit",
            "toxiproxy-bandwidth|{rate: 10KB/s}|a bandwidth such as 500kbit",
            "toxiproxy-bandwidth|{rate: 12kbit}|a multiple of 8kbit",
            "toxiproxy-down|{toxicity: 50%}|unknown key 'toxicity'",
            "toxiproxy-limit-data|{bytes: 0B}|from 1B to 100KB",
            "toxiproxy-limit-data|{bytes: 10}|a size such as 512KB",
            "toxiproxy-limit-data|{bytes: 0.5B}|a size such as 512KB",
            "toxiproxy-reset-peer|{timeout: 61s}|from 0s to 1m",
            "toxiproxy-slicer|{average-size: 100B}|key 'delay' is missing",
            "toxiproxy-slicer|{average-size: 100B, size-variation: 100B, delay: 1ms}|less than the average-size",
            "toxiproxy-slicer|{average-size: 100B, delay: 999us}|from 1ms to 100ms",
            "toxiproxy-slow-close|{}|key 'delay' is missing",
            "toxiproxy-timeout|{time-out: 1s}|did you mean 'timeout'",
            "ensemble-split|{into: thirds}|expected one of halves, singles",
            "leader-znode-removal|{path: /mesos}|unknown key 'path'",
            "quorum-loss|{by: fire}|expected one of kill, pause",
            "quorum-loss|{by: pause, signal: kill}|unknown key 'signal'",
            "zookeeper-session-expiry|{of: agent}|unknown key 'of'",
            "zookeeper-saturation|{}|exactly one of p99, outstanding, connections",
            "zookeeper-saturation|{p99: 1s, outstanding: 50}|exactly one of p99, outstanding, connections",
            "zookeeper-saturation|{outstanding: 901}|from 10 to 900",
            "zookeeper-saturation|{connections: 9}|from 10 to 500",
            "zookeeper-saturation|{connections: 50, sessions: 20}|leave one of them out",
            "zookeeper-saturation|{p99: 1s, tenants: 51}|from 1 to 50",
            "zookeeper-saturation|{p99: 1s, sessions: 3, tenants: 4}|at most one for each of the 3 sessions",
            "zookeeper-saturation|{p99: 1s, mix: {writes: 60%, reads: 50%}}|add up to 100%, got 110%",
            "zookeeper-saturation|{p99: 1s, mix: {}}|add up to 100%, got 0%",
            "zookeeper-saturation|{p99: 1s, mix: {writes: 100%, writs: 5%}}|did you mean 'writes'",
            "zookeeper-saturation|{p99: 1s, mix: {writes: 1}}|writes",
            "zookeeper-saturation|{p99: 19ms}|from 20ms to 10s",
            "zookeeper-saturation|{p99: 1s, sessions: 501}|from 1 to 500",
            "zookeeper-saturation|{p99: 1s, within: 999ms}|from 1s to 5m"})
    void theseAreRefusedWithTheirReason(String id, String yaml, String reason) {
        assertThatThrownBy(() -> Samples.planner(fault(id), yaml))
                .isInstanceOf(InvalidScenario.class)
                .hasMessageContaining(reason);
        assertThat(Mistakes.in(id, yaml)).first().asString()
                .contains(": step 'harm', " + id, reason)
                .doesNotContain("\n");
    }

    @Test
    void saturationHasItsDefaults() {
        SaturationPlan plan = Samples.planner(new ZooKeeperSaturation(), "{p99: 150ms}")
                .plan(cluster.targets("zk1"), cluster.situation("flood-1"));

        assertThat(plan).isEqualTo(new SaturationPlan(
                "/mesos-chaos-run-7-flood-1",
                List.of(new Address("10.0.0.2", 2181)),
                new Goal(Goal.Kind.P99, 150),
                new Mix(0.6, 0.2, 0.14, 0.01, 0.05),
                24,
                4,
                Duration.ofSeconds(33)));
        assertThat(plan.describe()).containsExactly("load 10.0.0.2:2181 from 4 tenants with 24 sessions and nodes "
                + "/mesos-chaos-run-7-flood-1.* until p99 of writes is 150 ms");
    }

    @Test
    void aCrowdOfConnectionsStartsWithOneSessionForEachTenant() {
        SaturationPlan plan = Samples.planner(new ZooKeeperSaturation(), "{connections: 300, tenants: 16}")
                .plan(cluster.targets("zk1"), cluster.situation("storm-1"));

        assertThat(plan.sessions()).isEqualTo(16);
        assertThat(plan.goal().toString()).isEqualTo("connections with the ensemble is 300");
    }

    @Test
    void losingAgentsIsTellableFromLosingNothing() {
        assertThat(Samples.planner(new HostPowerOff(), "{}").visibility()).isEqualTo(Visibility.AGENT_SILENT);
        assertThat(Samples.planner(new NetworkPartition(), "{}").visibility()).isEqualTo(Visibility.AGENT_SILENT);
        assertThat(Samples.planner(new NetworkPartition(), "{from: masters}").visibility())
                .isEqualTo(Visibility.AGENT_SILENT);
        assertThat(Samples.planner(new NetworkPartition(), "{shape: bridge}").visibility())
                .isEqualTo(Visibility.AGENT_SILENT);
        assertThat(Samples.planner(new NetworkPartition(), "{from: zookeeper}").visibility())
                .isEqualTo(Visibility.NOTHING_LOST);
        assertThat(Samples.planner(new NetworkPartition(), "{shape: ring}").visibility())
                .isEqualTo(Visibility.NOTHING_LOST);
        assertThat(Samples.planner(new ToxiproxyLatency(), "{latency: 1s}").visibility())
                .isEqualTo(Visibility.NOTHING_LOST);
        assertThat(Samples.planner(new ZooKeeperSaturation(), "{p99: 1s}").visibility())
                .isEqualTo(Visibility.NOTHING_LOST);
    }

    @Test
    void aLeaderThatFallsSilentIsTellableFromOneThatIsDeposed() {
        assertThat(Samples.planner(new ProcessKill(), "{}").onLeader()).isEqualTo(Visibility.LEADER_SILENT);
        assertThat(Samples.planner(new HostPowerOff(), "{}").onLeader()).isEqualTo(Visibility.LEADER_SILENT);
        assertThat(Samples.planner(new NetworkPartition(), "{from: zookeeper}").onLeader())
                .isEqualTo(Visibility.LEADER_SILENT);
        assertThat(Samples.planner(new NetworkPartition(), "{from: agents}").onLeader())
                .isEqualTo(Visibility.NOTHING_LOST);
        assertThat(Samples.planner(new LeaderZnodeRemoval(), "{}").onLeader()).isEqualTo(Visibility.LEADER_RESIGNS);
        assertThat(Samples.planner(new QuorumLoss(), "{}").onEnsemble()).isEqualTo(Visibility.QUORUM_LOST);
        assertThat(Samples.planner(new ProcessKill(), "{}").onEnsemble()).isEqualTo(Visibility.NOTHING_LOST);
    }

    @Test
    void aClusterWithoutPowerOverDaemonsIsNotPlannedFor() {
        assertThatThrownBy(() -> Samples.planner(new ProcessKill(), "{}")
                        .plan(cluster.targets("a1"), cluster.situation("kill-1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("this cluster has no power over its hosts' daemons");
    }

    @Test
    void plansComeBackFromAJournalAsTheyWere() throws Exception {
        Links.Link link = new Links.Link(
                "a1-zk1", "a1", "zk1", new Address("127.0.0.1", 20000), new Address("10.0.0.2", 2181));
        cluster.powers.put(Supervision.class, new PlayedSupervision(Path.of("supervision")));
        Targets executors = new Targets("named", cluster.targets("a1").hosts(), List.of(new Targets.TaskOn("a1", "web.1")));
        List<Record> plans = List.of(
                Samples.planner(new ProcessKill(), "{}").plan(cluster.targets("a1", "m1"), cluster.situation("kill-1")),
                Samples.planner(new ProcessPause(), "{}").plan(executors, cluster.situation("pause-1")),
                Samples.planner(new RestartRolling(), "{pace: 3s}").plan(cluster.targets("a1"), cluster.situation("roll-1")),
                new HostPowerOff.Plan(List.of("a1", "a2")),
                Samples.partition(cluster, "cut-1", "{direction: in}", "a1"),
                new ToxicPlan("mark", List.of(link), Map.of("latency", 40L), List.of(ToxicDirection.UPSTREAM), 0.5),
                Samples.planner(new ZooKeeperSaturation(), "{p99: 150ms}")
                        .plan(cluster.targets("zk1"), cluster.situation("flood-1")));

        for (Record plan : plans) {
            String json = JournalJson.mapper().writeValueAsString(plan);
            assertThat(JournalJson.mapper().readValue(json, plan.getClass())).isEqualTo(plan);
        }
    }
}
