package dev.mesoschaos.injectors.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.mesoschaos.injectors.FakeCluster;
import dev.mesoschaos.injectors.FakeLinks;
import dev.mesoschaos.injectors.FakeShell;
import dev.mesoschaos.injectors.Samples;
import dev.mesoschaos.injectors.network.PartitionPlan;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Links;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.cluster.Shell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Who drops whom in a split ensemble, what proves it, and that it is taken back from any point. */
class EnsembleSplitTest {

    private final EnsembleSplit fault = new EnsembleSplit();
    private final List<FakeServer> servers = new ArrayList<>();
    private FakeShell shell;
    private FakeCluster cluster = fresh();

    private FakeCluster fresh() {
        stop();
        List<Host> hosts = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            servers.add(new FakeServer("127.66.3." + i));
            hosts.add(new Host("z" + i, Role.ZOOKEEPER, "control", servers.getLast().address()));
        }
        hosts.add(new Host("m1", Role.MASTER, "control", new Address("127.66.3.9", 5050)));
        shell = new FakeShell();
        hosts.forEach(host -> shell.host(host.name()).tables.put("firewall", List.of("chain input")));
        FakeCluster made = new FakeCluster(hosts);
        made.powers.put(Shell.class, shell);
        return made;
    }

    @AfterEach
    void stop() {
        servers.forEach(FakeServer::close);
        servers.clear();
    }

    private SplitPlan plan(String parameters, String... targets) {
        return Samples.planner(fault, parameters)
                .plan(cluster.targets(targets), cluster.situation("split-1", Capability.HOST_NETWORK));
    }

    private static Map<String, List<String>> drops(SplitPlan plan) {
        return plan.partition().drops().stream().collect(Collectors.toMap(drop -> drop.host(), drop -> drop.peers()));
    }

    private void says(String... answers) {
        for (int i = 0; i < answers.length; i++) {
            servers.get(i).answer = answers[i];
        }
    }

    @Test
    void theTargetsAreOneSideAndOnlyServersDropServers() {
        SplitPlan plan = plan("{}", "z2");

        assertThat(drops(plan)).isEqualTo(Map.of(
                "z2", List.of("127.66.3.1", "127.66.3.3"),
                "z1", List.of("127.66.3.2"),
                "z3", List.of("127.66.3.2")));
        assertThat(plan.without()).containsExactly("z2");
    }

    @Test
    void targetsThatAreAMajorityLeaveTheOthersWithoutOne() {
        assertThat(plan("{}", "z1", "z2").without()).containsExactly("z3");
    }

    @Test
    void singlesAreEachAlone() {
        SplitPlan plan = plan("{into: singles}", "z1", "z2", "z3");

        assertThat(drops(plan).get("z1")).containsExactly("127.66.3.2", "127.66.3.3");
        assertThat(plan.without()).containsExactly("z1", "z2", "z3");
    }

    @Test
    void allServersAreNoSideAndMastersAreNoServers() {
        assertThatThrownBy(() -> plan("{}", "z1", "z2", "z3")).hasMessageContaining("a split needs two sides");
        assertThatThrownBy(() -> plan("{}", "z1", "m1")).hasMessageContaining("only ZooKeeper servers can be split");
    }

    @Test
    void whereHostsHaveNoNetworkLinksBetweenServersAreCutBothWaysAndNoOthers() {
        Address nowhere = new Address("127.0.0.1", 1);
        Function<String, Links.Link> link = name ->
                new Links.Link(name, name.split("-", 2)[0], name.split("-", 2)[1], nowhere, nowhere);
        cluster.powers.put(Links.class, new FakeLinks(
                nowhere, List.of("z1-z2", "z2-z1", "z1-z3", "z3-z1", "z2-z3", "z3-z2", "m1-z1").stream().map(link).toList()));

        SplitPlan plan = Samples.planner(fault, "{}")
                .plan(cluster.targets("z1"), cluster.situation("split-1", Capability.ALL_LINKS));

        assertThat(plan.partition().links().stream().map(PartitionPlan.LinkCut::proxy)).containsExactlyInAnyOrder("z1-z2", "z1-z3", "z2-z1", "z3-z1");
        assertThat(plan.partition().drops()).isEmpty();
    }

    @Test
    void itBitesOnlyWhenTheMinorityRefusesToServeAndTheMajorityServes() {
        SplitPlan plan = plan("{}", "z1");

        says("Mode: leader", "Mode: follower", "Mode: follower");
        assertThat(fault.verifyEffect(plan, cluster.context()).detail()).contains("still serve: z1 leader");
        says(FakeServer.NOT_SERVING, FakeServer.NOT_SERVING, FakeServer.NOT_SERVING);
        assertThat(fault.verifyEffect(plan, cluster.context()).detail()).contains("the majority does not serve either");
        says("", "Mode: leader", "Mode: follower");
        assertThat(fault.verifyEffect(plan, cluster.context()).holds()).as("a dead server is no split one").isFalse();
        says(FakeServer.NOT_SERVING, "Mode: leader", "Mode: follower");
        assertThat(fault.verifyEffect(plan, cluster.context()).detail())
                .isEqualTo("apart, and all answer: z1 not serving, z2 leader, z3 follower");
    }

    @Test
    void itIsUndoneOnlyWhenAllServeUnderOneLeader() {
        SplitPlan plan = plan("{}", "z1");

        says("Mode: leader", "Mode: leader", "Mode: follower");
        assertThat(fault.verifyUndone(plan, cluster.context()).holds()).isFalse();
        says("Mode: follower", "Mode: leader", "Mode: follower");
        assertThat(fault.verifyUndone(plan, cluster.context()).detail()).startsWith("all servers serve");
        fault.inject(plan, cluster.context());
        assertThat(fault.verifyUndone(plan, cluster.context()).detail()).contains("a packet filter on z1");
    }

    @ParameterizedTest
    @EnumSource(FakeShell.Breaking.class)
    void anInjectionThatBreaksOnAnyHostIsUndoneCompletely(FakeShell.Breaking breaking) {
        for (String host : List.of("z1", "z2", "z3")) {
            cluster = fresh();
            SplitPlan plan = plan("{}", "z1");
            String before = shell.state();
            shell.breakOn(host, breaking);
            Throwable unused = catchThrowable(() -> fault.inject(plan, cluster.context()));
            assertThat(shell.commands).as("one on each host").hasSize(3);

            cluster.undo(fault, plan);
            cluster.undo(fault, plan);

            assertThat(shell.state()).as("broken on %s", host).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @CsvSource({"z1", "z2"})
    void undoWithoutInjectionChangesNothing(String target) {
        String before = shell.state();

        cluster.undo(fault, plan("{}", target));

        assertThat(shell.state()).isEqualTo(before);
    }
}
