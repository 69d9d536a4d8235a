package dev.mesoschaos.injectors.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.mesoschaos.injectors.FakeCluster;
import dev.mesoschaos.injectors.FakeHost;
import dev.mesoschaos.injectors.FakeShell;
import dev.mesoschaos.injectors.FakeShell.Breaking;
import dev.mesoschaos.injectors.Samples;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.fault.Evidence;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A partition that breaks on any host is taken back completely; one that cannot be is not called undone. */
class HalfDonePartitionTest {

    private static final List<String> KINDS = List.of(
            "{}", "{direction: out}", "{direction: in, from: masters}", "{from: zookeeper}", "{shape: bridge}");

    private final NetworkPartition fault = new NetworkPartition();
    private FakeShell shell = new FakeShell();
    private FakeCluster cluster = new FakeCluster(Samples.fiveHosts());

    static Stream<Arguments> ways() {
        return KINDS.stream().flatMap(kind -> Stream.of(true, false).flatMap(nft ->
                Stream.of(Breaking.values()).map(breaking -> Arguments.of(kind, nft, breaking))));
    }

    private PartitionPlan plan(String kind) {
        return Samples.partition(cluster, "cut-1", kind, "a1", "a2");
    }

    /** Hosts with foreign tables and routes. */
    private String freshHosts(boolean nft) {
        shell = new FakeShell();
        cluster = new FakeCluster(Samples.fiveHosts());
        cluster.powers.put(Shell.class, shell);
        cluster.topology().hosts().forEach(host -> {
            shell.host(host.name()).hasNft = nft;
            shell.host(host.name()).routes.add("blackhole 10.7.7.7 proto 16");
            shell.host(host.name()).tables.put("firewall", List.of("chain input"));
        });
        return shell.state();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void anInjectionThatBreaksOnAnyHostIsUndoneCompletely(String kind, boolean nft, Breaking breaking) {
        for (PartitionPlan.Drop drop : plan(kind).drops()) {
            String before = freshHosts(nft);
            PartitionPlan plan = plan(kind);
            shell.breakOn(drop.host(), breaking);
            Throwable broken = catchThrowable(() -> fault.inject(plan, cluster.context()));
            assertThat(shell.commands).hasSameSizeAs(plan.drops());
            // Where there are no routes, none can break amidst them.
            assertThat(broken == null ? breaking == Breaking.AMIDST : broken instanceof ClusterException)
                    .as("%s", broken).isTrue();

            cluster.undo(fault, plan);

            assertThat(shell.state()).as("broken on %s", drop.host()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void anUndoThatBreaksOnAnyHostGoesOnWithTheOthersAndCanBeRepeated(String kind, boolean nft, Breaking breaking) {
        for (PartitionPlan.Drop drop : plan(kind).drops()) {
            String before = freshHosts(nft);
            PartitionPlan plan = plan(kind);
            fault.inject(plan, cluster.context());
            shell.breakOn(drop.host(), breaking);

            Throwable broken = catchThrowable(() -> cluster.undo(fault, plan));
            List<String> untouched = plan.drops().stream().map(PartitionPlan.Drop::host)
                    .filter(host -> leftOn(host, plan)).toList();
            assertThat(untouched).as("left when %s breaks", drop.host()).isSubsetOf(drop.host());
            assertThat(untouched.isEmpty() || broken instanceof ClusterException).as("told: %s", broken).isTrue();
            cluster.undo(fault, plan);

            assertThat(shell.state()).as("broken on %s", drop.host()).isEqualTo(before);
        }
    }

    private boolean leftOn(String host, PartitionPlan plan) {
        FakeHost state = shell.host(host);
        return state.tables.containsKey(plan.mark()) || state.routes.toString().contains("proto 213");
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void undoingTwiceOrWithoutAnInjectionIsFine(boolean nft) {
        for (String kind : KINDS) {
            String before = freshHosts(nft);
            PartitionPlan plan = plan(kind);

            cluster.undo(fault, plan);
            assertThat(shell.state()).isEqualTo(before);

            fault.inject(plan, cluster.context());
            assertThat(shell.state()).isNotEqualTo(before);
            cluster.undo(fault, plan);
            cluster.undo(fault, plan);
            assertThat(shell.state()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @CsvSource({"true, a packet filter on m1", "false, routes to 10.0.1.1"})
    void whatIsLeftIsNamed(boolean nft, String left) {
        freshHosts(nft);
        PartitionPlan plan = plan("{}");
        fault.inject(plan, cluster.context());

        Evidence undone = fault.verifyUndone(plan, cluster.context());

        assertThat(undone.holds()).isFalse();
        assertThat(undone.detail()).startsWith("still there: ").contains(left);
    }

    @Test
    void hostsThatDoNotSayTheirRoutesAreNotCalledUndone() {
        freshHosts(false);
        PartitionPlan plan = plan("{}");
        shell.breakOn("a1", Breaking.BEFORE);

        assertThatThrownBy(() -> fault.verifyUndone(plan, cluster.context()))
                .isInstanceOf(ClusterException.class)
                .hasMessage("a look at the cut on a1 failed: broken");
    }
}
