package dev.mesoschaos.benchmarks.proxies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Throughput and latency through proxies without toxics: directly, through the embedded server, and through a real Toxiproxy
 * given with {@code -Dtoxiproxy.server=FILE}. All take turns in one run, and the medians of the turns are compared. The name
 * keeps it out of builds that do not ask for it.
 */
class ProxiesRun {

    private static final int TURNS = Integer.getInteger("turns", 9);
    private static final Duration TURN = Duration.ofMillis(1500);
    private static final int ROUND_TRIPS = 4000;

    /** What the project asks of the embedded server. */
    private static final double LEAST_SHARE = 0.6;
    private static final double MOST_ADDED_MILLIS = 0.2;

    /** The ways to the service. */
    private enum Way {
        DIRECT, EMBEDDED, REAL
    }

    @Test
    void theEmbeddedServerBesideARealOne() throws Exception {
        String program = System.getProperty("toxiproxy.server", "");
        assertThat(program).as("-Dtoxiproxy.server=FILE").isNotEmpty();
        try (Services services = Services.start();
                ProxyProcess embedded = ProxyProcess.embedded();
                ProxyProcess real = ProxyProcess.real(program)) {
            double one = share("one connection", services.sink(), embedded, real, 1);
            double many = share("64 connections", services.sink(), embedded, real, 64);
            double added = added(services.echo(), embedded, real);
            assertThat(one).as("share of the real server's throughput on one connection").isGreaterThanOrEqualTo(LEAST_SHARE);
            assertThat(many).as("share of it on 64 connections").isGreaterThanOrEqualTo(LEAST_SHARE);
            assertThat(added).as("milliseconds added at p99").isLessThan(MOST_ADDED_MILLIS);
        }
    }

    private static double share(
            String what, InetSocketAddress sink, ProxyProcess embedded, ProxyProcess real, int connections)
            throws Exception {
        Map<Way, double[]> turns = turns((way, turn) ->
                Traffic.megabytesPerSecond(address(way, sink, embedded, real), connections, TURN));
        double share = median(turns.get(Way.EMBEDDED)) / median(turns.get(Way.REAL));
        System.out.printf(Locale.ROOT, "%s: direct %.0f MB/s, embedded %.0f MB/s, real %.0f MB/s, embedded/real %.2f %s%n",
                what, median(turns.get(Way.DIRECT)), median(turns.get(Way.EMBEDDED)), median(turns.get(Way.REAL)),
                share, spread(turns));
        return share;
    }

    private static double added(InetSocketAddress echo, ProxyProcess embedded, ProxyProcess real) throws Exception {
        Map<Way, double[]> turns = turns((way, turn) ->
                Traffic.roundTripMillisAtP99(address(way, echo, embedded, real), ROUND_TRIPS));
        double direct = median(turns.get(Way.DIRECT));
        System.out.printf(Locale.ROOT, "round trip at p99: direct %.3f ms, embedded adds %.3f ms, real adds %.3f ms%n",
                direct, median(turns.get(Way.EMBEDDED)) - direct, median(turns.get(Way.REAL)) - direct);
        return median(turns.get(Way.EMBEDDED)) - direct;
    }

    private static InetSocketAddress address(
            Way way, InetSocketAddress service, ProxyProcess embedded, ProxyProcess real) throws IOException {
        return switch (way) {
            case DIRECT -> service;
            case EMBEDDED -> embedded.to(service);
            case REAL -> real.to(service);
        };
    }

    /** The first turn of each warms it up. */
    private static Map<Way, double[]> turns(Measured measured) throws Exception {
        Map<Way, double[]> all = new EnumMap<>(Way.class);
        for (int turn = -1; turn < TURNS; turn++) {
            for (Way way : Way.values()) {
                double value = measured.measure(way, turn);
                if (turn >= 0) {
                    all.computeIfAbsent(way, each -> new double[TURNS])[turn] = value;
                }
            }
        }
        return all;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** The ratios of the single turns, from the least to the greatest. */
    private static String spread(Map<Way, double[]> turns) {
        double[] ratios = new double[TURNS];
        Arrays.setAll(ratios, i -> turns.get(Way.EMBEDDED)[i] / turns.get(Way.REAL)[i]);
        Arrays.sort(ratios);
        return String.format(Locale.ROOT, "(turns %.2f to %.2f)", ratios[0], ratios[TURNS - 1]);
    }

    /** One turn. */
    private interface Measured {
        double measure(Way way, int turn) throws Exception;
    }
}
