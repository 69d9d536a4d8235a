package dev.mesoschaos.injectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.injectors.network.Knock;
import dev.mesoschaos.injectors.network.NetworkPartition;
import dev.mesoschaos.injectors.network.PartitionPlan;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.AllOf;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.fault.Evidence;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Runs within namespaces of its own: makes each kind of partition for real, and tries every connection. */
public final class ShapesDrill {

    private static final String CONNECT =
            "timeout 1 bash -c ': <>/dev/tcp/$0/5051' \"$1\" 2>&1 | grep -q refused || exit 1";
    private static final Duration SOON = Duration.ofSeconds(20);

    private final NetworkPartition fault = new NetworkPartition();
    private final DrillGround ground;
    private final boolean routes;

    private ShapesDrill(DrillGround ground, boolean routes) {
        this.ground = ground;
        this.routes = routes;
    }

    /** Drills with nftables, or without when there is an argument {@code routes}. */
    public static void main(String[] arguments) throws Exception {
        DrillGround ground = new DrillGround();
        ShapesDrill drill = new ShapesDrill(ground, List.of(arguments).contains("routes"));
        FakeCluster hosts = drill.cluster("10.66.0.", DrillGround.OURS);
        drill.all(hosts);
        drill.overlaps(hosts);
        drill.crosses(hosts);
        if (drill.routes) {
            drill.refusesForeignRoutes(hosts);
        }
        ground.shell.here("ip", "addr", "add", "fd66::254/64", "dev", "bridge0", "nodad");
        for (int i = 1; i <= 6; i++) {
            ground.shell.must("a" + i, "ip", "addr", "add", "fd66::" + i + "/64", "dev", "eth0", "nodad");
        }
        FakeCluster cluster = drill.cluster("fd66::", "fd66::254");
        drill.bites(cluster, "{from: masters}", List.of("a1", "a2"), "a1-a5 a2-a5");
        drill.bites(cluster, "{direction: out}", List.of("a4"), "a1-a4 a2-a4 a3-a4 a4-a5 a4-a6 a4-us");
        System.out.println("DRILLED");
    }

    private FakeCluster cluster(String net, String harness) {
        List<Role> roles = List.of(Role.AGENT, Role.AGENT, Role.AGENT, Role.AGENT, Role.MASTER, Role.ZOOKEEPER);
        FakeCluster cluster = new FakeCluster(IntStream.rangeClosed(1, 6)
                .mapToObj(i -> new Host("a" + i, roles.get(i - 1), "r" + i, new Address(net + i, DrillGround.PORT)))
                .toList());
        cluster.harness = harness;
        cluster.powers.put(Shell.class, routes ? new WithoutNft(ground.shell) : ground.shell);
        await("all connections").until(() -> lost(cluster).isEmpty());
        return cluster;
    }

    private void all(FakeCluster cluster) throws Exception {
        bites(cluster, "{}", List.of("a1", "a2"), "a1-a3 a1-a4 a1-a5 a1-a6 a1-us a2-a3 a2-a4 a2-a5 a2-a6 a2-us");
        bites(cluster, "{from: masters}", List.of("a1", "a2"), "a1-a5 a2-a5");
        bites(cluster, "{from: zookeeper}", List.of("a5"), "a5-a6");
        bites(cluster, "{from: agents, direction: in}", List.of("a5"), "a1-a5 a2-a5 a3-a5 a4-a5");
        bites(cluster, "{from: masters, direction: out}", List.of("a1"), "a1-a5");
        bites(cluster, "{direction: out}", List.of("a4"), "a1-a4 a2-a4 a3-a4 a4-a5 a4-a6 a4-us");
        bites(cluster, "{from: harness}", List.of("a1"), "a1-us");
        if (!routes) {
            bites(cluster, "{from: harness, direction: in}", List.of("a1"), "a1-us");
        }
        assertThat(cuts(cluster, "{shape: bridge}", List.of("a5"))).as("all but one agent, as there is one master")
                .hasSize(5).contains("a5-us");
        assertThat(cuts(cluster, "{shape: ring}", List.of("a1", "a2", "a3", "a4"))).as("two pairs, opposite each other")
                .hasSize(2).allMatch(pair -> !pair.contains("us"));
    }

    /** Of two partitions of one host, the undo of one leaves the other whole. */
    private void overlaps(FakeCluster cluster) throws Exception {
        PartitionPlan whole = Samples.partition(cluster, "cut-1", "{}", "a1");
        PartitionPlan part = Samples.partition(cluster, "cut-2", "{from: masters}", "a1");
        fault.inject(whole, cluster.context());
        Set<String> lost = lost(cluster);
        fault.inject(part, cluster.context());
        cluster.undo(fault, part);
        assertThat(lost(cluster)).isEqualTo(lost).contains("a1-a5");
        assertThat(fault.verifyHeld(whole, cluster.context()).holds()).isTrue();
        cluster.undo(fault, whole);
        assertThat(ground.residue()).isEmpty();
    }

    /** Each of two partitions cuts off by whom the other one is seen; neither waits for the other one's end. */
    private void crosses(FakeCluster cluster) throws Exception {
        PartitionPlan one = Samples.partition(cluster, "cut-1", "{from: agents}", "a1");
        Knock witness = one.witnesses().cut().getFirst();
        String peer = witness.from().equals("a1") ? witness.to() : witness.from();
        PartitionPlan other = Samples.partition(cluster, "cut-2", "{from: agents}", peer);
        fault.inject(one, cluster.context());
        fault.inject(other, cluster.context());

        cluster.undo(fault, one);
        Evidence undone = await("undone").atMost(SOON)
                .until(() -> fault.verifyUndone(one, cluster.context()), Evidence::holds);
        assertThat(undone.detail()).contains("cut by another partition: " + witness);

        cluster.undo(fault, other);
        assertThat(fault.verifyUndone(other, cluster.context()).detail()).doesNotContain("another partition");
        assertThat(ground.residue()).isEmpty();
    }

    private void refusesForeignRoutes(FakeCluster cluster) {
        PartitionPlan plan = Samples.partition(cluster, "cut-1", "{}", "a1");
        ground.shell.must("a1", "ip", "route", "add", "unreachable", "10.66.0.5");
        assertThatThrownBy(() -> fault.inject(plan, cluster.context()))
                .hasMessageContaining("the cut on a1 failed").hasMessageContaining("not ours: unreachable 10.66.0.5");
        cluster.undo(fault, plan);
        assertThat(ground.shell.must("a1", "ip", "route")).contains("unreachable 10.66.0.5").doesNotContain("blackhole");
        ground.shell.must("a1", "ip", "route", "del", "unreachable", "10.66.0.5");
    }

    private void bites(FakeCluster cluster, String yaml, List<String> targets, String expected) throws Exception {
        assertThat(cuts(cluster, yaml, targets)).as(yaml).isEqualTo(new TreeSet<>(List.of(expected.split(" ", -1))));
    }

    /** Makes a partition, looks which connections are lost, and takes it back. */
    private Set<String> cuts(FakeCluster cluster, String yaml, List<String> targets) throws Exception {
        PartitionPlan plan = Samples.partition(cluster, "cut-1", yaml, targets.toArray(String[]::new));
        fault.inject(plan, cluster.context());
        Evidence effect = await(yaml).atMost(SOON).until(() -> fault.verifyEffect(plan, cluster.context()), Evidence::holds);
        Set<String> lost = lost(cluster);
        assertThat(fault.verifyHeld(plan, cluster.context()).holds()).isTrue();
        cluster.undo(fault, plan);
        await("undone").atMost(SOON).until(() -> fault.verifyUndone(plan, cluster.context()), Evidence::holds);
        assertThat(lost(cluster)).isEmpty();
        assertThat(ground.residue()).isEmpty();
        System.out.println(yaml + " " + effect.detail());
        return lost;
    }

    /** Pairs that cannot connect. Nobody listens: a refusal has come back from the other one. */
    private Set<String> lost(FakeCluster cluster) {
        Set<String> lost = new ConcurrentSkipListSet<>();
        List<Host> hosts = cluster.topology().hosts();
        AllOf.atOnce(hosts.stream().flatMap(from -> Stream.concat(hosts.stream()
                        .filter(to -> from.name().compareTo(to.name()) < 0)
                        .map(to -> attempt(from.name(), to.name(), to.service().host(), lost)),
                Stream.of(attempt(from.name(), "us", cluster.harness, lost)))));
        return lost;
    }

    private Runnable attempt(String from, String to, String address, Set<String> lost) {
        return () -> {
            if (!ground.shell.run(from, "bash", "-c", CONNECT, "connect", address).ok()) {
                lost.add(from + "-" + to);
            }
        };
    }
}
