package dev.mesoschaos.injectors.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.injectors.FakeCluster;
import dev.mesoschaos.injectors.NamespaceShell;
import dev.mesoschaos.injectors.Samples;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.fault.Evidence;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Three hosts on a bridge: the target, a peer that answers, and a bystander; this process stands on the bridge, too. */
final class TrafficGround {

    static final String TARGET = "10.66.0.1";
    static final String PEER = "10.66.0.2";
    private static final String OURS = "10.66.0.254";
    private static final String BRIDGE = "bridge0";
    private static final int PORT = 5051;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Capability[] ALL = {
        Capability.HOST_NETWORK, Capability.NETEM, Capability.SHAPING, Capability.PACKET_FILTER
    };

    final NamespaceShell shell = new NamespaceShell();
    final FakeCluster cluster = cluster("10.66.0.");
    final FakeCluster cluster6 = cluster("fd66::");

    /** Builds it. */
    TrafficGround(boolean six) throws Exception {
        shell.here("ip", "link", "set", "lo", "up");
        shell.here("ip", "link", "add", BRIDGE, "type", "bridge");
        shell.here("ip", "addr", "add", OURS + "/24", "dev", BRIDGE);
        if (six) {
            shell.here("ip", "addr", "add", "fd66::254/64", "dev", BRIDGE, "nodad");
        }
        shell.here("ip", "link", "set", BRIDGE, "up");
        for (Host host : cluster.topology().hosts()) {
            shell.add(host.name(), host.service().host(), BRIDGE);
            if (six) {
                shell.must(host.name(), "ip", "addr", "add", host.service().host().replace("10.66.0.", "fd66::") + "/64",
                        "dev", "eth0", "nodad");
            }
        }
        for (String host : List.of("a1", "zk1")) {
            shell.start(host, System.getProperty("java.home") + "/bin/java", "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), TrafficPeer.class.getName(),
                    (six ? "[::]" : "0.0.0.0") + ":" + PORT);
        }
        for (FakeCluster some : List.of(cluster, cluster6)) {
            some.powers.put(Shell.class, shell);
        }
        cluster.harness = OURS;
        cluster6.harness = "fd66::254";
        await("services").atMost(PATIENCE).until(() -> connects("a1") && connects("zk1"));
    }

    private static FakeCluster cluster(String network) {
        return new FakeCluster(List.of(
                new Host("a1", Role.AGENT, "r1", new Address(network + "1", PORT)),
                new Host("zk1", Role.ZOOKEEPER, "control", new Address(network + "2", PORT)),
                new Host("a3", Role.AGENT, "r2", new Address(network + "3", PORT))));
    }

    private boolean connects(String to) {
        Address address = cluster.topology().host(to).orElseThrow().service();
        return shell.run("a3", "timeout", "1", "bash", "-c", ": <>/dev/tcp/" + address.host() + "/" + address.port()).ok();
    }

    /** The plan of a fault on a1. */
    TrafficPlan plan(FakeCluster some, TrafficFault fault, String yaml) {
        return Samples.planner(fault, yaml).plan(some.targets("a1"), some.situation("slow-1", ALL));
    }

    /** The same by a packet filter. */
    TrafficPlan filterPlan(TrafficFault fault, String yaml) {
        return Samples.planner(fault, yaml).plan(
                cluster.targets("a1"),
                cluster.situation("slow-1", Capability.HOST_NETWORK, Capability.PACKET_FILTER));
    }

    /** Injects, sees the evidence, looks, undoes, and sees that all is as before. */
    void during(FakeCluster some, TrafficFault fault, TrafficPlan plan, Looking looking) throws Exception {
        String before = looks();
        fault.inject(plan, some.context());
        Evidence effect = await("effect of " + fault.id()).atMost(PATIENCE)
                .until(() -> fault.verifyEffect(plan, some.context()), Evidence::holds);
        System.out.println(plan.describe().getFirst() + "\n    evidence: " + effect.detail());
        looking.look();
        assertThat(fault.verifyHeld(plan, some.context()).holds()).isTrue();
        some.undo(fault, plan);
        await("end of " + fault.id()).atMost(PATIENCE)
                .until(() -> fault.verifyUndone(plan, some.context()), Evidence::holds);
        some.undo(fault, plan);
        assertThat(looks()).isEqualTo(before);
    }

    /** Whatever line of it breaks, the undo leaves nothing; nor does one without an injection. */
    void breakAnywhere(TrafficFault fault, TrafficPlan plan) {
        String before = looks();
        cluster.undo(fault, plan);
        assertThat(looks()).as("undone without an injection").isEqualTo(before);
        TrafficPlan.Point point = plan.points().getFirst();
        int lines = plan.means() == TrafficPlan.Means.FILTERS
                ? LossyFilters.lines(plan, point).size()
                : Disciplines.lines(plan, point).size();
        for (int k = 0; k <= lines; k++) {
            FakeCluster breaking = breaking(k);
            Throwable thrown = catchThrowable(() -> fault.inject(plan, breaking.context()));
            assertThat(thrown).as("%s broken after line %d", fault.id(), k).isInstanceOf(ClusterException.class);
            cluster.undo(fault, plan);
            assertThat(looks()).as("%s broken after line %d", fault.id(), k).isEqualTo(before);
        }
    }

    /** The cluster with a shell that spoils what comes after so many lines of input. */
    private FakeCluster breaking(int lines) {
        FakeCluster breaking = new FakeCluster(cluster.topology().hosts());
        breaking.powers.put(Shell.class, (Shell) (host, command, stdin, timeout) -> {
            String spoilt = Stream.concat(stdin.lines().limit(lines), Stream.of("spoilt", "")).collect(Collectors.joining("\n"));
            return shell.run(host, command, stdin.isEmpty() ? stdin : spoilt, timeout);
        });
        return breaking;
    }

    /** Queueing disciplines and packet filters of all hosts. */
    String looks() {
        return cluster.topology().hosts().stream()
                .map(host -> shell.must(host.name(), "tc", "qdisc", "show")
                        + shell.run(host.name(), "nft", "list", "tables").stdout())
                .reduce("", String::concat);
    }

    /** What is looked at while a fault is there. */
    @FunctionalInterface
    interface Looking {
        void look() throws Exception;
    }
}
