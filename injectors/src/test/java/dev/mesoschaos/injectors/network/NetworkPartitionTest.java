package dev.mesoschaos.injectors.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mesoschaos.injectors.FakeCluster;
import dev.mesoschaos.injectors.FakeShell;
import dev.mesoschaos.injectors.Samples;
import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.journal.Event;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The commands of a partition on hosts, and what they do to tables and routes, ours and others'. */
class NetworkPartitionTest {

    private final NetworkPartition fault = new NetworkPartition();
    private final FakeShell shell = new FakeShell();
    private final FakeCluster cluster = new FakeCluster(Samples.fiveHosts().subList(1, 3));
    private final PartitionPlan plan = PartitionPlan.cutOff(
            cluster.targets("a1"), cluster.situation("cut-1", Capability.HOST_NETWORK));

    @BeforeEach
    void giveTheClusterAShell() {
        cluster.powers.put(Shell.class, shell);
        shell.host("a1").tables.put("firewall", List.of("chain input"));
        shell.host("a1").routes.put("10.7.7.7", "blackhole 16");
        shell.host("zk1");
    }

    @Test
    void bothSidesDropInATableOfOurOwn() {
        fault.inject(plan, cluster.context());

        assertThat(shell.commands).containsExactly(
                "a1: nft list tables",
                "zk1: nft list tables",
                """
                a1: nft -f -
                create table inet mesos_chaos_run_7_cut_1
                add chain inet mesos_chaos_run_7_cut_1 input { type filter hook input priority -300; }
                add rule inet mesos_chaos_run_7_cut_1 input ip saddr { 10.0.0.2, 10.9.9.9 } counter drop
                add chain inet mesos_chaos_run_7_cut_1 output { type filter hook output priority -300; }
                add rule inet mesos_chaos_run_7_cut_1 output ip daddr { 10.0.0.2, 10.9.9.9 } counter drop""",
                """
                zk1: nft -f -
                create table inet mesos_chaos_run_7_cut_1
                add chain inet mesos_chaos_run_7_cut_1 input { type filter hook input priority -300; }
                add rule inet mesos_chaos_run_7_cut_1 input ip saddr { 10.0.1.1 } counter drop
                add chain inet mesos_chaos_run_7_cut_1 output { type filter hook output priority -300; }
                add rule inet mesos_chaos_run_7_cut_1 output ip daddr { 10.0.1.1 } counter drop""");
        assertThat(cluster.events).singleElement().isInstanceOfSatisfying(
                Event.Note.class, note -> assertThat(note.text()).contains("nftables"));
    }

    @Test
    void theUndoDeletesThatTableAndNothingElse() {
        fault.inject(plan, cluster.context());
        shell.commands.clear();

        cluster.undo(fault, plan);

        String delete = "sh -c nft -f - || ! nft list tables >/dev/null 2>&1\n"
                + "add table inet mesos_chaos_run_7_cut_1\ndelete table inet mesos_chaos_run_7_cut_1";
        assertThat(shell.commands).contains("a1: " + delete, "zk1: " + delete);
        assertThat(shell.host("a1").tables).containsOnlyKeys("firewall");
        assertThat(shell.host("zk1").tables).isEmpty();
    }

    @Test
    void withoutNftablesOnAnyOfThemAllUseBlackholeRoutes() {
        shell.host("zk1").hasNft = false;

        fault.inject(plan, cluster.context());

        assertThat(shell.commands.subList(2, 4)).containsExactly(
                "a1: ip -batch -\nroute add blackhole 10.0.0.2 proto 213\nroute add blackhole 10.9.9.9 proto 213",
                "zk1: ip -batch -\nroute add blackhole 10.0.1.1 proto 213");
        assertThat(cluster.events).singleElement().isInstanceOfSatisfying(
                Event.Note.class, note -> assertThat(note.text()).contains("blackhole routes"));
    }

    @Test
    void theUndoDeletesThoseRoutesAndNothingElse() {
        shell.host("zk1").hasNft = false;
        String before = shell.state();
        fault.inject(plan, cluster.context());
        shell.commands.clear();

        cluster.undo(fault, plan);

        assertThat(shell.commands).contains(
                "a1: ip -batch -\nroute flush type blackhole proto 213 exact 10.0.0.2\n"
                        + "route flush type blackhole proto 213 exact 10.9.9.9",
                "zk1: ip -batch -\nroute flush type blackhole proto 213 exact 10.0.1.1");
        assertThat(shell.state()).isEqualTo(before);
    }

    @Test
    void somebodyElsesRouteToAPeerIsNeitherReplacedNorRemoved() {
        shell.host("zk1").hasNft = false;
        shell.host("a1").routes.put("10.9.9.9", "unicast 3");
        String before = shell.state();

        assertThatThrownBy(() -> fault.inject(plan, cluster.context()))
                .isInstanceOf(ClusterException.class)
                .hasMessage("ip on a1 refused: File exists");
        cluster.undo(fault, plan);

        assertThat(shell.state()).isEqualTo(before);
    }

    @Test
    void aTableOfOurNameThatIsThereAlreadyIsNotAddedTo() {
        shell.host("a1").tables.put(plan.mark(), List.of("theirs"));

        assertThatThrownBy(() -> fault.inject(plan, cluster.context()))
                .isInstanceOf(ClusterException.class)
                .hasMessage("nft on a1 refused: File exists");

        assertThat(shell.host("a1").tables).containsEntry(plan.mark(), List.of("theirs"));
    }
}
