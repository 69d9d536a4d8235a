package dev.mesoschaos.injectors.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.mesoschaos.injectors.FakeCluster;
import dev.mesoschaos.injectors.FakeHost;
import dev.mesoschaos.injectors.FakeShell;
import dev.mesoschaos.injectors.Samples;
import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.fault.Evidence;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A partition that breaks anywhere is taken back completely; one that cannot be is not called undone. */
class HalfDonePartitionTest {

    private final NetworkPartition fault = new NetworkPartition();
    private FakeShell shell = new FakeShell();
    private FakeCluster cluster = new FakeCluster(Samples.fiveHosts());
    private final PartitionPlan plan = PartitionPlan.cutOff(
            cluster.targets("a1", "a2"), cluster.situation("cut-1", Capability.HOST_NETWORK));

    /** Hosts with foreign tables and routes. */
    private String freshHosts(boolean nft) {
        shell = new FakeShell();
        cluster = new FakeCluster(Samples.fiveHosts());
        cluster.powers.put(Shell.class, shell);
        cluster.topology().hosts().forEach(host -> {
            shell.host(host.name()).hasNft = nft;
            shell.host(host.name()).routes.put("10.7.7.7", "blackhole 16");
            shell.host(host.name()).tables.put("firewall", List.of("chain input"));
        });
        return shell.state();
    }

    private int commands(Runnable action) {
        int before = shell.commands.size();
        action.run();
        return shell.commands.size() - before;
    }

    @ParameterizedTest
    @CsvSource({"true, BEFORE", "true, AFTER", "false, BEFORE", "false, AFTER"})
    void anInjectionThatBreaksAtAnyCommandIsUndoneCompletely(boolean nft, FakeShell.Breaking breaking) {
        freshHosts(nft);
        int count = commands(() -> fault.inject(plan, cluster.context()));
        assertThat(count).isGreaterThan(5);

        for (int k = 1; k <= count; k++) {
            String before = freshHosts(nft);
            shell.breakAt(k, breaking);
            Throwable broken = catchThrowable(() -> fault.inject(plan, cluster.context()));
            assertThat(shell.commands).as("reached command %d", k).hasSizeGreaterThanOrEqualTo(k);
            // A host that does not say whether it has nftables makes all fall back to routes: no failure.
            assertThat(broken == null || broken instanceof ClusterException).as("%s", broken).isTrue();

            cluster.undo(fault, plan);

            assertThat(shell.state()).as("broken at command %d", k).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @CsvSource({"true, BEFORE", "true, AFTER", "false, BEFORE", "false, AFTER"})
    void anUndoThatBreaksAtAnyCommandGoesOnWithTheOthersAndCanBeRepeated(boolean nft, FakeShell.Breaking breaking) {
        freshHosts(nft);
        fault.inject(plan, cluster.context());
        int count = commands(() -> cluster.undo(fault, plan));

        for (int k = 1; k <= count; k++) {
            String before = freshHosts(nft);
            fault.inject(plan, cluster.context());
            shell.breakAt(k, breaking);

            Throwable broken = catchThrowable(() -> cluster.undo(fault, plan));
            long untouched = plan.drops().stream().filter(drop -> leftOn(drop.host())).count();
            assertThat(untouched).as("hosts left when command %d breaks", k).isLessThanOrEqualTo(1);
            assertThat(untouched == 0 || broken instanceof ClusterException).as("told: %s", broken).isTrue();
            cluster.undo(fault, plan);

            assertThat(shell.state()).as("broken at command %d", k).isEqualTo(before);
        }
    }

    private boolean leftOn(String host) {
        FakeHost state = shell.host(host);
        return state.tables.containsKey(plan.mark()) || state.routes.containsValue("blackhole 213");
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void undoingTwiceOrWithoutAnInjectionIsFine(boolean nft) {
        String before = freshHosts(nft);

        cluster.undo(fault, plan);
        assertThat(shell.state()).isEqualTo(before);

        fault.inject(plan, cluster.context());
        cluster.undo(fault, plan);
        cluster.undo(fault, plan);
        assertThat(shell.state()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"true, table mesos_chaos_run_7_cut_1 on m1", "false, route to 10.0.1.1 on m1"})
    void whatIsLeftIsNamed(boolean nft, String left) {
        freshHosts(nft);
        fault.inject(plan, cluster.context());

        Evidence undone = fault.verifyUndone(plan, cluster.context());

        assertThat(undone.holds()).isFalse();
        assertThat(undone.detail()).contains(left);
    }

    @Test
    void hostsThatDoNotSayTheirRoutesAreNotCalledUndone() {
        freshHosts(false);
        fault.inject(plan, cluster.context());
        shell.breakAt(2, FakeShell.Breaking.BEFORE);

        assertThatThrownBy(() -> fault.verifyUndone(plan, cluster.context()))
                .isInstanceOf(ClusterException.class)
                .hasMessage("ip on a1 refused: broken");
    }
}
