package dev.mesoschaos.injectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.injectors.network.NetworkPartition;
import dev.mesoschaos.injectors.network.PartitionPlan;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.fault.Evidence;
import java.util.List;

/** Runs within namespaces of its own: partitions two hosts for real, and heals them. */
public final class NamespaceDrill {

    private static final String OURS = "10.66.0.254";
    private static final String BRIDGE = "bridge0";
    private static final int PORT = 5051;

    private final NetworkPartition fault = new NetworkPartition();
    private final NamespaceShell shell = new NamespaceShell();
    private final FakeCluster cluster = new FakeCluster(List.of(
            new Host("a1", Role.AGENT, "r1", new Address("10.66.0.1", PORT)),
            new Host("a2", Role.AGENT, "r2", new Address("10.66.0.2", PORT))));

    private NamespaceDrill() {}

    /** Drills with nftables, or without when there is an argument {@code routes}. */
    public static void main(String[] arguments) throws Exception {
        new NamespaceDrill().run(List.of(arguments).contains("routes"));
        System.out.println("DRILLED");
    }

    private void run(boolean routes) throws Exception {
        shell.here("ip", "link", "set", "lo", "up");
        shell.here("ip", "link", "add", BRIDGE, "type", "bridge");
        shell.here("ip", "addr", "add", OURS + "/24", "dev", BRIDGE);
        shell.here("ip", "link", "set", BRIDGE, "up");
        for (Host host : cluster.topology().hosts()) {
            shell.add(host.name(), host.service().host(), BRIDGE);
            shell.start(host.name(), System.getProperty("java.home") + "/bin/java", "-cp",
                    System.getProperty("java.class.path"), Answering.class.getName(), host.service().toString());
            shell.must(host.name(), "ip", "route", "add", "blackhole", "10.7.7.7", "proto", "16");
            if (!routes) {
                shell.must(host.name(), "nft", "add table inet firewall; "
                        + "add chain inet firewall input { type filter hook input priority 0; policy accept; }; "
                        + "add rule inet firewall input ip saddr 10.7.7.7 counter drop");
            }
        }
        cluster.powers.put(Shell.class, routes ? new WithoutNft(shell) : shell);
        cluster.harness = OURS;
        await("services").until(() -> connects("a1", "a2") && connects("a2", "a1"));
        String before = looks();
        PartitionPlan plan = Samples.partition(cluster, "cut-1", "{}", "a1");

        fault.inject(plan, cluster.context());
        Evidence effect = await("effect").until(() -> fault.verifyEffect(plan, cluster.context()), Evidence::holds);
        assertThat(effect.detail()).contains(routes ? "blackhole routes on 2 hosts" : "have dropped");
        assertThat(connects("a1", "a2")).as("out of the cut").isFalse();
        assertThat(connects("a2", "a1")).as("into the cut").isFalse();
        if (!routes) {
            assertEachHookDropped(plan.mark());
        }

        cluster.undo(fault, plan);
        await("undone").until(() -> fault.verifyUndone(plan, cluster.context()), Evidence::holds);
        cluster.undo(fault, plan);
        assertThat(connects("a1", "a2")).as("out again").isTrue();
        assertThat(connects("a2", "a1")).as("in again").isTrue();
        assertThat(looks()).isEqualTo(before).contains("10.7.7.7");
    }

    private boolean connects(String from, String to) {
        String address = Reachability.host(cluster, to).service().host();
        return shell.run(from, "timeout", "1", "bash", "-c", ": <>/dev/tcp/" + address + "/" + PORT).ok();
    }

    /** The cut host drops what it sends, and what comes from us; the other one drops what it sends to the cut host. */
    private void assertEachHookDropped(String table) {
        String dropping = "counter packets [1-9]";
        String cut = shell.must("a1", "nft", "list", "table", "inet", table);
        assertThat(cut).containsPattern("saddr .* " + dropping).containsPattern("daddr .* " + dropping);
        assertThat(shell.must("a2", "nft", "list", "table", "inet", table)).containsPattern("daddr .* " + dropping);
    }

    private String looks() {
        StringBuilder looks = new StringBuilder();
        for (String host : List.of("a1", "a2")) {
            looks.append(shell.run(host, "nft", "list", "ruleset").stdout());
            looks.append(shell.must(host, "ip", "route", "show", "table", "all", "type", "blackhole"));
        }
        return looks.toString();
    }

    /** Answers on an address until the process that started it ends. */
    public static final class Answering {

        private Answering() {}

        public static void main(String[] address) throws Exception {
            Address at = Address.parse(address[0]);
            try (FakeService service = new FakeService(at.host(), at.port(), () -> true)) {
                assertThat(service.address()).isEqualTo(at);
                while (System.in.read() >= 0) {
                    // Its starter never says anything; it only goes.
                }
            }
        }
    }
}
