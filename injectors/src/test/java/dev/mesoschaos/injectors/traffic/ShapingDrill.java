package dev.mesoschaos.injectors.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.time.Clock;
import java.time.Duration;
import java.util.List;

/** Runs within namespaces of its own: what every kernel with tc and nftables can do, done wrongly in every way. */
public final class ShapingDrill {

    private static final double Z = 5;

    private final TrafficGround ground = new TrafficGround(true);
    private final NetworkBandwidth bandwidth = new NetworkBandwidth();
    private final NetworkLoss loss = new NetworkLoss();

    private ShapingDrill() throws Exception {}

    public static void main(String[] arguments) throws Exception {
        ShapingDrill drill = new ShapingDrill();
        drill.slow();
        drill.lossy();
        drill.halfDone();
        drill.foreign();
        drill.foreignOnOurs();
        System.out.println("DRILLED");
    }

    private TrafficPlan plan(String towards) {
        return ground.plan(ground.cluster, bandwidth, "{rate: 8mbit, towards: " + towards + "}");
    }

    private double mbits() throws Exception {
        Echoes echoes = Echoes.measure(TrafficGround.TARGET, 2000, 1400, Duration.ZERO, Clock.system());
        return echoes.back() * 1442.0 * 8 / (echoes.lastAfter().toNanos() / 1e3);
    }

    private void slow() throws Exception {
        assertThat(mbits()).as("without").isGreaterThan(50);
        // 32 KB of the bucket and 50 ms of the queue are nearly all that comes of 2000 datagrams at once.
        ground.during(ground.cluster, bandwidth, plan("everybody"), () -> assertThat(mbits()).isLessThan(50));
        ground.during(ground.cluster, bandwidth, plan("zookeeper"), () -> assertThat(mbits()).isGreaterThan(50));
        ground.during(ground.cluster6, bandwidth,
                ground.plan(ground.cluster6, bandwidth, "{rate: 8mbit, towards: zookeeper}"), () -> {});
    }

    private void lossy() throws Exception {
        for (String towards : List.of("everybody", "harness")) {
            TrafficPlan plan = ground.filterPlan(loss, "{loss: 10%, towards: " + towards + "}");
            assertThat(plan.means()).isEqualTo(TrafficPlan.Means.FILTERS);
            ground.during(ground.cluster, loss, plan, () -> {
                Echoes echoes = Echoes.measure(TrafficGround.TARGET, 2000, 64, Duration.ofMillis(1), Clock.system());
                double bound = Z * Math.sqrt(2000 * 0.1 * 0.9);
                System.out.printf("    measured: %d of n = 2000 lost, bound 200 +- %.1f%n", 2000 - echoes.back(), bound);
                assertThat(2000.0 - echoes.back()).isBetween(200 - bound, 200 + bound);
            });
        }
        TrafficPlan others = ground.filterPlan(loss, "{loss: 10%, towards: zookeeper}");
        ground.during(ground.cluster, loss, others, () -> assertThat(
                        Echoes.measure(TrafficGround.TARGET, 500, 64, Duration.ofMillis(1), Clock.system()).back())
                .isEqualTo(500));
    }

    private void halfDone() {
        ground.breakAnywhere(bandwidth, plan("everybody"));
        ground.breakAnywhere(bandwidth, plan("zookeeper"));
        ground.breakAnywhere(loss, ground.filterPlan(loss, "{loss: 10%, towards: zookeeper}"));
    }

    /** A queueing discipline of somebody else is neither replaced nor removed, be its kind the same as ours or not. */
    private void foreign() {
        for (String kind : List.of("tbf rate 90mbit burst 32kb latency 10ms", "htb default 0")) {
            for (String towards : List.of("everybody", "zookeeper")) {
                ground.shell.must("a1", "sh", "-c", "tc qdisc add dev eth0 root handle 1: " + kind);
                String before = ground.looks();
                TrafficPlan plan = plan(towards);
                assertThatThrownBy(() -> bandwidth.inject(plan, ground.cluster.context()))
                        .isInstanceOf(ClusterException.class)
                        .hasMessageStartingWith("tc on a1 refused: eth0 has a queueing discipline already: qdisc ");
                ground.cluster.undo(bandwidth, plan);
                assertThat(ground.looks()).isEqualTo(before).contains(" 1: dev eth0 root");
                ground.shell.must("a1", "tc", "qdisc", "del", "dev", "eth0", "root");
            }
        }
    }

    /** What somebody else has hung on ours is not torn away, and the undo says so. */
    private void foreignOnOurs() {
        TrafficPlan plan = plan("zookeeper");
        bandwidth.inject(plan, ground.cluster.context());
        String root = Integer.toHexString(plan.handle());
        ground.shell.must("a1", "tc", "class", "add", "dev", "eth0", "parent", root + ":", "classid", root + ":7", "htb",
                "rate", "1mbit");
        ground.shell.must("a1", "tc", "qdisc", "add", "dev", "eth0", "parent", root + ":7", "handle", "77:", "tbf", "rate",
                "1mbit", "burst", "32kb", "latency", "10ms");
        String before = ground.looks();
        assertThatThrownBy(() -> ground.cluster.undo(bandwidth, plan))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("hangs somebody else's: qdisc tbf 77:");
        assertThat(ground.looks()).isEqualTo(before);
        ground.shell.must("a1", "tc", "qdisc", "del", "dev", "eth0", "parent", root + ":7");
        ground.cluster.undo(bandwidth, plan);
        assertThat(ground.looks()).doesNotContain(root + ":");
    }
}
