package dev.mesoschaos.injectors.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mesoschaos.scenarios.time.Clock;
import java.time.Duration;
import java.util.Locale;

/**
 * Runs on a kernel with netem: injects each fault for real, and measures from outside what becomes of datagrams.
 *
 * <p>Shares are binomial: n datagrams of which each is hit with probability p are hit np times, with a standard deviation
 * of sqrt(np(1-p)). Bounds are at z = 5 of them, so that chance breaks fewer than one run in a million. netem has no seed
 * in kernels before 6.6; so nothing here depends on one.
 */
public final class NetemDrill {

    private static final double Z = 5;
    private static final int BYTES = 64;
    private static final Duration SOON = Duration.ofMillis(1);

    /** So much later than they should the quickest datagrams may come; all others may be late for whatever reason. */
    private static final double LATE_MS = 30;

    private final Clock clock = Clock.system();
    private final TrafficGround ground;

    private NetemDrill() throws Exception {
        ground = new TrafficGround(true);
    }

    public static void main(String[] arguments) throws Exception {
        NetemDrill drill = new NetemDrill();
        drill.rate();
        drill.onlyTowardsPeers();
        drill.six();
        drill.delay();
        drill.jitter();
        drill.loss();
        drill.bursts();
        drill.duplicate();
        drill.corrupt();
        drill.reorder();
        System.out.println("DRILLED");
    }

    private Echoes echoes(int count, Duration every) throws Exception {
        return Echoes.measure(TrafficGround.TARGET, count, BYTES, every, clock);
    }

    private void during(TrafficFault fault, String yaml, TrafficGround.Looking looking) throws Exception {
        ground.during(ground.cluster, fault, ground.plan(ground.cluster, fault, yaml), looking);
    }

    private static void say(String measured) {
        System.out.println("    measured: " + measured);
    }

    /** Hits of n datagrams, each hit with probability p. */
    private static void assertShare(String what, long hits, int n, double p) {
        double bound = Z * Math.sqrt(n * p * (1 - p));
        say(String.format(Locale.ROOT, "%s: %d of n = %d, expected %.0f, bound %.1f (z = %.0f)", what, hits, n, n * p, bound, Z));
        assertThat((double) hits).as(what).isCloseTo(n * p, within(bound));
    }

    private void delay() throws Exception {
        double without = echoes(200, SOON).percentileMs(0);
        during(new NetworkDelay(), "{delay: 60ms}", () -> {
            Echoes echoes = echoes(200, SOON);
            say(String.format(Locale.ROOT, "round trips %.1f ms without, %.1f to %.1f ms with a delay of 60 ms, n = 200",
                    without, echoes.percentileMs(0), echoes.percentileMs(50)));
            assertThat(echoes.back()).isEqualTo(200);
            assertThat(echoes.percentileMs(0)).isGreaterThan(59.9);
            assertThat(echoes.percentileMs(0)).isLessThan(60 + without + LATE_MS);
        });
        assertThat(echoes(200, SOON).percentileMs(0)).isLessThan(LATE_MS);
    }

    /** Uniform from 20 to 100 ms: a standard deviation of 80 / sqrt(12) = 23.1 ms. A busy machine only adds to all that. */
    private void jitter() throws Exception {
        during(new NetworkDelay(), "{delay: 60ms, jitter: 40ms}", () -> {
            Echoes echoes = echoes(500, SOON);
            say(String.format(Locale.ROOT, "round trips of %.1f ms on average, deviation %.1f ms, n = 500", echoes.meanMs(), echoes.deviationMs()));
            assertThat(echoes.percentileMs(0)).isBetween(20.0, 20 + LATE_MS);
            assertThat(echoes.meanMs()).isGreaterThan(60 - Z * 23.1 / Math.sqrt(500));
            assertThat(echoes.deviationMs()).isGreaterThan(20);
            assertThat(echoes.percentileMs(95)).isGreaterThan(85);
        });
        during(new NetworkDelay(), "{delay: 60ms, jitter: 20ms, correlation: 50%, distribution: normal}", () -> {
            Echoes echoes = echoes(500, SOON);
            say(String.format(Locale.ROOT, "correlated normal: %.1f ms on average, deviation %.1f ms", echoes.meanMs(), echoes.deviationMs()));
            assertThat(echoes.percentileMs(0)).isLessThan(60.0);
            assertThat(echoes.meanMs()).isGreaterThan(50);
            assertThat(echoes.deviationMs()).isGreaterThan(5);
        });
    }

    private void loss() throws Exception {
        assertThat(echoes(500, SOON).back()).as("without loss").isEqualTo(500);
        during(new NetworkLoss(), "{loss: 10%}", () -> {
            Echoes echoes = echoes(2000, SOON);
            assertShare("lost", 2000 - echoes.back(), 2000, 0.1);
            // Runs of independent losses are 1 / (1 - p) long.
            say(String.format(Locale.ROOT, "runs of %.2f losses", echoes.meanRunOfLosses()));
            assertThat(echoes.meanRunOfLosses()).isLessThan(1.4);
        });
    }

    /** About 80 bursts of 5 with a deviation of 4.5 each: a mean run of 5 within z * 4.5 / sqrt(80) = 2.5. */
    private void bursts() throws Exception {
        during(new NetworkLoss(), "{loss: 20%, burst: 5}", () -> {
            Echoes echoes = echoes(2000, SOON);
            say(String.format(Locale.ROOT, "%d of n = 2000 lost in bursts, expected 400; in runs of %.2f, expected 5", 2000 - echoes.back(),
                    echoes.meanRunOfLosses()));
            assertThat(echoes.meanRunOfLosses()).isBetween(2.5, 7.5);
            assertThat(2000 - echoes.back()).isBetween(100L, 800L);
        });
    }

    private void duplicate() throws Exception {
        during(new NetworkDuplicate(), "{duplicate: 20%}",
                () -> assertShare("came twice", echoes(1000, SOON).twice(), 1000, 0.2));
    }

    /** One bit of 106 bytes: what hits the 42 bytes of headers is thrown away elsewhere or does not matter. */
    private void corrupt() throws Exception {
        during(new NetworkCorrupt(), "{corrupt: 20%}", () -> {
            Echoes echoes = echoes(1000, SOON);
            say(String.format(Locale.ROOT, "%d of n = 1000 with a wrong checksum", echoes.damaged()));
            assertThat(echoes.damaged()).isPositive();
            double bound = Z * Math.sqrt(1000 * 0.2 * 0.8);
            assertThat(1000.0 - echoes.back()).isBetween(100 - bound, 200 + bound);
        });
    }

    private void reorder() throws Exception {
        assertThat(echoes(300, SOON).overtaking()).as("without reordering").isZero();
        during(new NetworkReorder(), "{reorder: 25%, delay: 30ms}",
                () -> {
                    Echoes echoes = echoes(1000, SOON);
                    say(String.format(Locale.ROOT, "%d of n = 1000 overtook others, expected 250", echoes.overtaking()));
                    assertThat(echoes.back()).isEqualTo(1000);
                    // One that nothing was sent shortly before, as the sender was not let, has nothing to overtake.
                    assertThat((double) echoes.overtaking()).isBetween(100.0, 250 + Z * Math.sqrt(1000 * 0.25 * 0.75));
                });
    }

    /** 1,400 bytes are 1,442 on the wire, and the 32 KB that the bucket holds at first pass at once. */
    private void rate() throws Exception {
        during(new NetworkBandwidth(), "{rate: 2mbit, queue: 100ms}", () -> {
            Echoes echoes = Echoes.measure(TrafficGround.TARGET, 6000, 1400, Duration.ZERO, clock);
            double mbits = (echoes.back() * 1442.0 - 32 * 1024) * 8 / (echoes.lastAfter().toNanos() / 1e3);
            say(String.format(Locale.ROOT, "%.2f Mbit/s of 2 came through, %d of 6000 datagrams", mbits, echoes.back()));
            assertThat(mbits).isBetween(2 * 0.85, 2 * 1.15);
        });
    }

    private void onlyTowardsPeers() throws Exception {
        during(new NetworkDelay(), "{delay: 80ms, towards: zookeeper}", () -> {
            double ours = echoes(100, SOON).percentileMs(0);
            say(String.format(Locale.ROOT, "round trips to others than the peers: %.1f ms", ours));
            assertThat(ours).isLessThan(LATE_MS);
        });
        during(new NetworkDelay(), "{delay: 80ms, towards: harness}", () -> {
            double ours = echoes(100, SOON).percentileMs(0);
            say(String.format(Locale.ROOT, "round trips to us: %.1f ms", ours));
            assertThat(ours).isBetween(80.0, 80 + LATE_MS);
        });
    }

    private void six() throws Exception {
        NetworkDelay fault = new NetworkDelay();
        for (String yaml : new String[] {"{delay: 80ms, towards: zookeeper}", "{delay: 80ms}"}) {
            ground.during(ground.cluster6, fault, ground.plan(ground.cluster6, fault, yaml),
                    () -> say(String.format(Locale.ROOT, "four is %s", echoes(20, SOON).percentileMs(0) < LATE_MS ? "as before" : "late, too")));
        }
        NetworkLoss loss = new NetworkLoss();
        ground.during(ground.cluster6, loss, ground.plan(ground.cluster6, loss, "{loss: 20%, towards: zookeeper}"),
                () -> assertThat(echoes(200, SOON).back()).isEqualTo(200));
    }
}
