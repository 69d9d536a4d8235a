package dev.mesoschaos.probes.indicator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Latencies of a group of requests, that can be drawn again from themselves: the bootstrap. Whole seconds are drawn, not
 * requests: those of one second wait for the same thing, and are no independent witnesses. The project's own, as
 * libraries of statistics offer percentiles and generators, but no block bootstrap.
 */
final class LatencySample {

    private final List<Request> slowestFirst;
    private final int seconds;
    private final int[] sizes;

    /** A request: when in seconds of the sample, and how long it took. */
    private record Request(int second, double latency) {}

    private LatencySample(List<Request> slowestFirst, int seconds) {
        this.slowestFirst = slowestFirst;
        this.seconds = seconds;
        this.sizes = new int[seconds];
        slowestFirst.forEach(request -> sizes[request.second]++);
    }

    /**
     * A sample of requests.
     *
     * @param slowest what a request that failed counts as, in seconds
     */
    static LatencySample of(List<AskedRequest> requests, double slowest) {
        TreeMap<Long, List<Double>> bySecond = new TreeMap<>();
        for (AskedRequest request : requests) {
            double latency = request.ok() ? seconds(request) : slowest;
            bySecond.computeIfAbsent(request.due().getEpochSecond(), second -> new ArrayList<>()).add(latency);
        }
        List<Request> all = new ArrayList<>();
        int second = 0;
        for (List<Double> latencies : bySecond.values()) {
            for (double latency : latencies) {
                all.add(new Request(second, latency));
            }
            second++;
        }
        all.sort(Comparator.comparingDouble(Request::latency).reversed());
        return new LatencySample(all, second);
    }

    static double seconds(AskedRequest request) {
        return request.latencyMicros() / 1e6;
    }

    /** How many seconds there are to draw from. */
    int seconds() {
        return seconds;
    }

    int size() {
        return slowestFirst.size();
    }

    /** Its percentile, by nearest rank. */
    double percentile(double percentile) {
        return percentile(percentile, IntStream.generate(() -> 1).limit(seconds).toArray());
    }

    /** The percentile of as many seconds, drawn from these with putting back. */
    double redrawn(double percentile, Random random) {
        int[] times = new int[seconds];
        for (int i = 0; i < seconds; i++) {
            times[random.nextInt(seconds)]++;
        }
        return percentile(percentile, times);
    }

    private double percentile(double percentile, int[] times) {
        long total = IntStream.range(0, seconds).mapToLong(second -> (long) sizes[second] * times[second]).sum();
        long above = total - Math.max(1, (long) Math.ceil(percentile / 100 * total - 1e-9));
        for (Request request : slowestFirst) {
            above -= times[request.second];
            if (above < 0) {
                return request.latency;
            }
        }
        return slowestFirst.getLast().latency;
    }
}
