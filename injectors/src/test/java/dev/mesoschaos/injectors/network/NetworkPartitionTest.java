package dev.mesoschaos.injectors.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mesoschaos.injectors.FakeCluster;
import dev.mesoschaos.injectors.FakePower;
import dev.mesoschaos.injectors.FakeShell;
import dev.mesoschaos.injectors.Samples;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Power;
import dev.mesoschaos.scenarios.cluster.Shell;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The commands of a partition on hosts, and what they do to tables and routes, ours and others'. */
class NetworkPartitionTest {

    private final NetworkPartition fault = new NetworkPartition();
    private final FakeShell shell = new FakeShell();
    private final FakeCluster cluster = new FakeCluster(Samples.fiveHosts().subList(1, 3));
    private final PartitionPlan plan = Samples.partition(cluster, "cut-1", "{}", "a1");

    @BeforeEach
    void giveTheClusterAShell() {
        cluster.powers.put(Shell.class, shell);
        shell.host("a1").tables.put("firewall", List.of("chain input"));
        shell.host("a1").routes.add("blackhole 10.7.7.7 proto 16");
        shell.host("zk1");
    }

    private void noNft() {
        shell.host("a1").hasNft = false;
        shell.host("zk1").hasNft = false;
    }

    @Test
    void oneCommandOnEachHostDropsInATableOfOurOwn() {
        fault.inject(plan, cluster.context());

        assertThat(shell.commands).hasSize(2).anySatisfy(command -> assertThat(command).startsWith("""
                a1: sh
                nft -f - <<'FILTER' && exit
                create table inet mesos_chaos_run_7_cut_1
                add chain inet mesos_chaos_run_7_cut_1 input { type filter hook input priority -300; }
                add rule inet mesos_chaos_run_7_cut_1 input ip saddr { 10.0.0.2, 10.9.9.9 } counter drop
                add chain inet mesos_chaos_run_7_cut_1 output { type filter hook output priority -300; }
                add rule inet mesos_chaos_run_7_cut_1 output ip daddr { 10.0.0.2, 10.9.9.9 } counter drop
                FILTER
                nft list tables >/dev/null 2>&1 && exit 1
                """)).anySatisfy(command -> assertThat(command).startsWith("""
                zk1: sh
                nft -f - <<'FILTER' && exit
                create table inet mesos_chaos_run_7_cut_1
                add chain inet mesos_chaos_run_7_cut_1 input { type filter hook input priority -300; }
                add rule inet mesos_chaos_run_7_cut_1 input ip saddr { 10.0.1.1 } counter drop
                """));
    }

    @Test
    void withoutNftablesThatCommandMakesBlackholeRoutesOfThisInjection() {
        noNft();
        fault.inject(plan, cluster.context());

        assertThat(shell.commands).hasSize(2).anySatisfy(command -> assertThat(command).startsWith("a1: sh\n").endsWith("""
                ip -batch - <<'ROUTES'
                route flush type blackhole proto 213 metric %1$d
                route add blackhole 10.0.0.2 proto 213 metric %1$d
                route add blackhole 10.9.9.9 proto 213 metric %1$d
                ROUTES""".formatted(plan.metric())));
    }

    @Test
    void theUndoIsOneCommandOnEachHostThatKnowsNoPeers() {
        assertThat(fault.undoOnHosts(plan)).hasSize(2).allSatisfy(command -> {
            assertThat(command.command()).endsWith("undo", "mesos_chaos_run_7_cut_1", "" + plan.metric(), "-4");
            assertThat(command.stdin()).isEmpty();
        });
    }

    @Test
    void theUndoLeavesWhatOthersHave() {
        String before = shell.state();
        fault.inject(plan, cluster.context());
        assertThat(shell.host("a1").tables).containsOnlyKeys("firewall", plan.mark());
        cluster.undo(fault, plan);
        assertThat(shell.state()).isEqualTo(before);

        noNft();
        fault.inject(plan, cluster.context());
        assertThat(shell.host("a1").routes).hasSize(3);
        cluster.undo(fault, plan);
        assertThat(shell.state()).isEqualTo(before);
    }

    @Test
    void twoPartitionsOfOneHostDoNotTakeEachOthersRoutesAway() {
        noNft();
        PartitionPlan other = Samples.partition(cluster, "cut-2", "{from: zookeeper}", "a1");
        fault.inject(plan, cluster.context());
        String before = shell.state();
        fault.inject(other, cluster.context());

        cluster.undo(fault, other);

        assertThat(shell.state()).isEqualTo(before).contains("10.0.0.2 proto 213 metric " + plan.metric());
    }

    @Test
    void somebodyElsesRouteToAPeerIsNeitherReplacedNorRemoved() {
        noNft();
        shell.host("a1").routes.add("unicast 10.9.9.9 dev wg0");
        String before = shell.state();

        assertThatThrownBy(() -> fault.inject(plan, cluster.context()))
                .isInstanceOf(ClusterException.class)
                .hasMessage("the cut on a1 failed: there is a route that is not ours");
        cluster.undo(fault, plan);

        assertThat(shell.state()).isEqualTo(before);
    }

    @Test
    void aTableOfOurNameThatIsThereAlreadyIsNotAddedTo() {
        shell.host("a1").tables.put(plan.mark(), List.of("theirs"));

        assertThatThrownBy(() -> fault.inject(plan, cluster.context()))
                .isInstanceOf(ClusterException.class)
                .hasMessage("the cut on a1 failed: File exists");

        assertThat(shell.host("a1").tables).containsEntry(plan.mark(), List.of("theirs"));
    }

    @Test
    void whatOnlyAPacketFilterCanDropIsRefusedWithoutOne() {
        noNft();
        PartitionPlan deaf = Samples.partition(cluster, "cut-1", "{direction: in}", "a1");

        assertThatThrownBy(() -> fault.inject(deaf, cluster.context()))
                .isInstanceOf(ClusterException.class)
                .hasMessage("the cut on a1 failed: install nftables");
    }

    @Test
    void aHostThatIsOffHasNothingToDoWithIt() {
        FakePower power = new FakePower();
        cluster.powers.put(Power.class, power);
        power.off("zk1");

        fault.inject(plan, cluster.context());

        assertThat(shell.commands).singleElement().asString().startsWith("a1: ");
        assertThat(fault.verifyHeld(plan, cluster.context()).holds()).isTrue();
        assertThat(shell.commands).noneMatch(command -> command.startsWith("zk1: "));
    }

    @Test
    void ipv6AddressesAreDroppedByRulesAndRoutesOfTheirOwn() {
        PartitionPlan.Drop drop = new PartitionPlan.Drop(
                "a1", Rift.Direction.BOTH, List.of("10.0.0.2", "fd00::2"), false);
        DropScript script = new DropScript(drop, "mark", 7);

        assertThat(script.make().stdin())
                .contains("input ip saddr { 10.0.0.2 } counter drop\n")
                .contains("input ip6 saddr { fd00::2 } counter drop\n")
                .contains("output ip6 daddr { fd00::2 } counter drop\n")
                .contains("route add blackhole fd00::2 proto 213 metric 7\n");
        assertThat(script.undo().command()).endsWith("undo", "mark", "7", "-4", "-6");
        assertThat(HostLook.of(script, "blackhole fd00::2 dev lo metric 7 pref medium\nblackhole 10.0.0.2 metric 8 \n")
                .routes()).containsExactly("fd00::2");
    }
}
