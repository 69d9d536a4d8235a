package dev.mesoschaos.injectors.traffic;

import dev.mesoschaos.injectors.traffic.TrafficPlan.Point;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.language.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code network-bandwidth}: all that the targets send, together, goes no faster than a rate. Packets wait in a queue, and
 * are lost when they would wait longer than that is long. By tbf.
 */
public final class NetworkBandwidth extends TrafficFault {

    private static final long LEAST = 8_000;
    private static final long MOST = 10_000_000_000L;

    /** A bucket below a frame of the largest kind lets nothing through, one below a tick's worth not enough. */
    private static final long SMALLEST_BURST_BYTES = 32 * 1024;

    private static final int TICKS_PER_SECOND = 100;

    /** By so much a throughput may exceed the rate, for what the bucket held. */
    private static final double TOLERANCE = 1.25;

    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** Address; for half a second as fast as a shell can. A datagram that is refused is no reason to stop. */
    private static final String FLOOD = """
            timeout 0.5 bash -c 'exec 3>"/dev/udp/$0/9"
                datagram=$(printf %1400s)
                while :; do echo "$datagram" >&3; done 2>/dev/null' "$1"
            [ $? = 124 ]
            """;

    @Override
    public String id() {
        return "network-bandwidth";
    }

    @Override
    public String harm() {
        return "what the targets send goes no faster than a rate";
    }

    @Override
    public Planner<TrafficPlan> read(Fields parameters) {
        long rate = parameters.bitsPerSecond("rate", LEAST, MOST);
        Duration queue = parameters.duration(
                "queue", Duration.ofMillis(1), Duration.ofSeconds(10), Duration.ofMillis(50));
        long burst = Math.max(rate / 8 / TICKS_PER_SECOND, SMALLEST_BURST_BYTES);
        String words = "tbf rate " + rate + "bit burst " + burst + " latency " + queue.toMillis() + "ms";
        return new TrafficPlanner(this, Impairment.of(words, (double) rate), Towards.read(parameters));
    }

    @Override
    Evidence suffering(TrafficPlan plan, FaultContext context) {
        List<String> seen = new ArrayList<>();
        for (Point point : sample(plan)) {
            Counters before = counters(plan, point, context);
            Instant start = context.clock().now();
            flood(point, context);
            double seconds = Duration.between(start, context.clock().now()).toNanos() / 1e9;
            Counters after = counters(plan, point, context);
            double throughput = 8.0 * (after.bytes() - before.bytes()) / seconds;
            String told = String.format(
                    Locale.ROOT,
                    "%s sends %.3f Mbit/s of %.3f at most, and %d packets had to wait or were lost",
                    point.host(),
                    throughput / 1e6,
                    plan.amount() / 1e6,
                    after.overlimits() - before.overlimits());
            double bucket = 8.0 * SMALLEST_BURST_BYTES / seconds;
            if (after.overlimits() == before.overlimits() || throughput > plan.amount() * TOLERANCE + bucket) {
                return Evidence.missing(told);
            }
            seen.add(told);
        }
        return Evidence.holds(String.join(", ", seen));
    }

    private static void flood(Point point, FaultContext context) {
        Shell.Result result = context.power(Shell.class).run(
                point.host(),
                List.of("bash", "-c", FLOOD, "traffic", point.witness().service().host()),
                "",
                LIMIT);
        if (!result.ok()) {
            throw new ClusterException("no datagrams from " + point.host() + ", which needs bash and coreutils for them: "
                    + result.stderr().strip());
        }
    }
}
