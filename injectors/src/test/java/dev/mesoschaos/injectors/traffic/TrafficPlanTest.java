package dev.mesoschaos.injectors.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mesoschaos.injectors.FakeCluster;
import dev.mesoschaos.injectors.Samples;
import dev.mesoschaos.injectors.traffic.TrafficPlan.Means;
import dev.mesoschaos.injectors.traffic.TrafficPlan.Point;
import dev.mesoschaos.injectors.traffic.TrafficPlan.Witness;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Links;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.fault.Resource;
import dev.mesoschaos.scenarios.journal.JournalJson;
import dev.mesoschaos.scenarios.plugin.Plugins;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which commands make packets suffer, on which hosts, and which ones take that back. */
class TrafficPlanTest {

    private static final Capability[] ALL = {
        Capability.HOST_NETWORK, Capability.NETEM, Capability.SHAPING, Capability.PACKET_FILTER
    };

    private final FakeCluster cluster = new FakeCluster(Samples.fiveHosts());
    private final List<String> commands = new ArrayList<>();

    private TrafficPlan plan(TrafficFault fault, String yaml, Capability... capabilities) {
        return Samples.planner(fault, yaml).plan(cluster.targets("a1"), cluster.situation("slow-1", capabilities));
    }

    private void recording(Shell.Result answer) {
        cluster.powers.put(Shell.class, (Shell) (host, command, stdin, timeout) -> {
            commands.add(host + ": " + String.join(" ", command.subList(3, command.size())) + "\n" + stdin.strip());
            return answer;
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "network-delay|{delay: 150ms}|netem limit 50000 delay 150ms",
            "network-delay|{delay: 150ms, jitter: 50ms}|netem limit 50000 delay 150ms 50ms",
            "network-delay|{delay: 1s, jitter: 50ms, correlation: 25%, distribution: pareto}"
                    + "|netem limit 50000 delay 1000ms 50ms 25% distribution pareto",
            "network-loss|{loss: 0.5%}|netem loss 0.5%",
            "network-loss|{loss: 5%, correlation: 25%}|netem loss 5% 25%",
            "network-loss|{loss: 20%, burst: 5}|netem loss gemodel 5% 20%",
            "network-duplicate|{duplicate: 1%}|netem duplicate 1%",
            "network-corrupt|{corrupt: 1%, correlation: 10%}|netem corrupt 1% 10%",
            "network-reorder|{reorder: 25%, correlation: 50%}|netem limit 50000 delay 10ms reorder 25% 50%",
            "network-bandwidth|{rate: 10mbit}|tbf rate 10000000bit burst 32768 latency 50ms",
            "network-bandwidth|{rate: 1gbit, queue: 5ms}|tbf rate 1000000000bit burst 1250000 latency 5ms"})
    void parametersAreWordsOfTc(String id, String yaml, String words) {
        TrafficFault fault = (TrafficFault) Plugins.find().faults().get(id);
        TrafficPlan plan = plan(fault, yaml, ALL);

        assertThat(plan.discipline()).isEqualTo(words);
        assertThat(plan.means()).isEqualTo(Means.DISCIPLINES);
        assertThat(plan.points()).containsExactly(
                new Point("a1", "10.0.1.1", List.of(), new Witness("m1", new Address("10.0.0.1", 5050)), "zk1"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "masters|10.0.0.1",
            "zookeeper|10.0.0.2",
            "agents|10.0.1.2 10.0.2.1",
            "rack|10.0.1.2",
            "harness|" + FakeCluster.HARNESS})
    void onlyThosePeersSuffer(String towards, String peers) {
        TrafficPlan plan = plan(new NetworkDelay(), "{delay: 150ms, towards: " + towards + "}", ALL);

        assertThat(plan.points().getFirst().peers()).containsExactly(peers.split(" ", -1));
    }

    @Test
    void towardsEverybodyOursIsTheRootAndTheUndoDeletesItByKindAndHandle() {
        recording(new Shell.Result(0, "", ""));
        TrafficPlan plan = plan(new NetworkDelay(), "{delay: 150ms}", ALL);
        String handle = Integer.toHexString(plan.handle());

        new NetworkDelay().inject(plan, cluster.context());
        cluster.undo(new NetworkDelay(), plan);

        assertThat(commands).containsExactly(
                "a1: traffic 10.0.1.1\nqdisc add dev DEV root handle " + handle + ": netem limit 50000 delay 150ms",
                "a1: traffic 10.0.1.1 netem " + handle + " netem " + Integer.toHexString(plan.handle() + 1) + "\n");
    }

    @Test
    void towardsPeersOursHangsOnAClassAndTheUndoDeletesTheRoot() {
        recording(new Shell.Result(0, "", ""));
        TrafficPlan plan = plan(new NetworkLoss(), "{loss: 5%, towards: agents}", ALL);
        String root = Integer.toHexString(plan.handle());
        String leaf = Integer.toHexString(plan.handle() + 1);

        new NetworkLoss().inject(plan, cluster.context());
        cluster.undo(new NetworkLoss(), plan);

        String filter = "\nfilter add dev DEV parent " + root + ": protocol ip prio 1 u32 match ip dst ";
        assertThat(commands).containsExactly(
                "a1: traffic 10.0.1.1\nqdisc add dev DEV root handle " + root + ": htb default 0"
                        + "\nclass add dev DEV parent " + root + ": classid " + root + ":1 htb rate 100gbit quantum 60000"
                        + "\nqdisc add dev DEV parent " + root + ":1 handle " + leaf + ": netem loss 5%"
                        + filter + "10.0.1.2/32 flowid " + root + ":1" + filter + "10.0.2.1/32 flowid " + root + ":1",
                "a1: traffic 10.0.1.1 htb " + root + " netem " + leaf + "\n");
    }

    @Test
    void handlesAreOurOwnForEachInjection() {
        int one = plan(new NetworkDelay(), "{delay: 1ms}", ALL).handle();
        int other = Samples.planner(new NetworkDelay(), "{delay: 1ms}")
                .plan(cluster.targets("a1"), cluster.situation("slow-2", ALL))
                .handle();

        assertThat(one).isNotEqualTo(other).isEven().isBetween(0x1000, 0x7ffe);
    }

    @Test
    void withoutNetemPlainLossIsThePacketFiltersAndNothingElseIs() {
        TrafficPlan plan = plan(new NetworkLoss(), "{loss: 10%, towards: masters}", Capability.HOST_NETWORK,
                Capability.PACKET_FILTER);
        recording(new Shell.Result(0, "", ""));

        new NetworkLoss().inject(plan, cluster.context());

        assertThat(commands).containsExactly("""
                a1: traffic 10.0.1.1
                create table inet mesos_chaos_run_7_slow_1
                add chain inet mesos_chaos_run_7_slow_1 input { type filter hook input priority -300; }
                add rule inet mesos_chaos_run_7_slow_1 input ip saddr 10.0.0.1 numgen random mod 1000000 < 100000 \
                counter drop""");
        assertThat(Samples.planner(new NetworkLoss(), "{loss: 10%, burst: 3}").mechanisms())
                .containsExactly(Set.of(Capability.HOST_NETWORK, Capability.NETEM));
        assertThat(Samples.planner(new NetworkCorrupt(), "{corrupt: 10%}").mechanisms())
                .containsExactly(Set.of(Capability.HOST_NETWORK, Capability.NETEM));
    }

    @Test
    void inProxiesWhatTheTargetSendsIsLate() {
        Address listen = new Address("127.0.0.1", 20_000);
        cluster.powers.put(Links.class, new Links() {
            @Override
            public Address api() {
                return listen;
            }

            @Override
            public String server() {
                return "none";
            }

            @Override
            public List<Link> all() {
                return List.of(
                        new Link("a1-m1", "a1", "m1", listen, listen),
                        new Link("harness-a1", "harness", "a1", listen, listen),
                        new Link("a2-m1", "a2", "m1", listen, listen));
            }
        });

        TrafficPlan plan = plan(new NetworkDelay(), "{delay: 150ms, jitter: 50ms}", Capability.ALL_LINKS);

        assertThat(plan.legs()).containsExactly(
                new TrafficPlan.Leg("a1-m1", listen, "a1", "m1", true),
                new TrafficPlan.Leg("harness-a1", listen, "a1", "a1", false));
        assertThat(new NetworkDelay().resources(plan))
                .isEqualTo(Resource.of(Resource.Kind.LINK, List.of("a1-m1", "harness-a1")));
        assertThat(plan(new NetworkDelay(), "{delay: 1s, towards: masters}", Capability.ALL_LINKS).legs()).hasSize(1);
        assertThatThrownBy(() -> plan(new NetworkDelay(), "{delay: 1s, towards: zookeeper}", Capability.ALL_LINKS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no link of");
    }

    @Test
    void nobodyToSendToIsAMistake() {
        FakeCluster alone = new FakeCluster(Samples.fiveHosts().subList(0, 1));

        assertThatThrownBy(() -> Samples.planner(new NetworkDelay(), "{delay: 1s, towards: agents}")
                        .plan(alone.targets("m1"), alone.situation("slow-1", ALL)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is nobody that m1 could send to with 'towards: agents'");
    }

    @Test
    void whatAHostRefusesIsTold() {
        recording(new Shell.Result(1, "", "Error: Specified qdisc kind is unknown.\n"));
        TrafficPlan plan = plan(new NetworkDelay(), "{delay: 150ms}", ALL);

        assertThatThrownBy(() -> new NetworkDelay().inject(plan, cluster.context()))
                .isInstanceOf(ClusterException.class)
                .hasMessage("tc on a1 refused: Error: Specified qdisc kind is unknown.");
    }

    @Test
    void plansComeBackFromAJournalAsTheyWere() throws Exception {
        TrafficPlan plan = plan(new NetworkLoss(), "{loss: 5%, towards: agents}", ALL);

        String json = JournalJson.mapper().writeValueAsString(plan);

        assertThat(JournalJson.mapper().readValue(json, TrafficPlan.class)).isEqualTo(plan);
    }
}
