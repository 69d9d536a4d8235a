package dev.mesoschaos.injectors.traffic;

import dev.mesoschaos.injectors.traffic.TrafficPlan.Means;
import dev.mesoschaos.injectors.traffic.TrafficPlan.Point;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.language.Fields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * {@code network-delay}: what the targets send arrives late, by a delay and a jitter to either side of it. Jitter lets
 * packets overtake each other, as on real ways.
 *
 * <p>By netem, else by toxics on proxied links; those delay a stream of bytes and know neither correlation nor
 * distributions.
 */
public final class NetworkDelay extends TrafficFault {

    /** Below this share of the least delay asked for, it does not bite. */
    private static final double BITES = 0.6;

    /** What a busy machine may add by itself. */
    private static final double BUSY_MS = 20;

    /** As many packets as may be under way on a fast link; netem's own 1000 would lose packets. */
    static final int LIMIT_PACKETS = 50_000;

    private static final List<String> DISTRIBUTIONS = List.of("uniform", "normal", "pareto", "paretonormal");

    @Override
    public String id() {
        return "network-delay";
    }

    @Override
    public String harm() {
        return "what the targets send arrives late";
    }

    @Override
    public Planner<TrafficPlan> read(Fields parameters) {
        Duration longest = Duration.ofSeconds(60);
        Duration delay = parameters.duration("delay", Duration.ofMillis(1), longest);
        Duration jitter = parameters.duration("jitter", Duration.ZERO, longest, Duration.ZERO);
        double correlation = parameters.ratio("correlation", 0);
        String distribution = parameters.word("distribution", "uniform", DISTRIBUTIONS);
        Towards towards = Towards.read(parameters);
        if (jitter.compareTo(delay) > 0) {
            throw parameters.wrong("jitter", "expected at most the delay, so that none is negative");
        }
        if (jitter.isZero() && correlation > 0) {
            throw parameters.wrong("correlation", "expected a jitter beside it, because an even delay has nothing to correlate");
        }
        if (jitter.isZero() && !distribution.equals("uniform")) {
            throw parameters.wrong("distribution", "expected a jitter beside it, because an even delay has no distribution");
        }
        boolean plain = correlation == 0 && distribution.equals("uniform");
        return new TrafficPlanner(this, new Impairment(
                words(delay, jitter, correlation, distribution),
                delay.toMillis(),
                jitter.toMillis(),
                plain ? List.of(Means.LINKS) : List.of()), towards);
    }

    private static String words(Duration delay, Duration jitter, double correlation, String distribution) {
        String words = "netem limit " + LIMIT_PACKETS + " delay " + delay.toMillis() + "ms";
        if (!jitter.isZero()) {
            words += " " + jitter.toMillis() + "ms" + Impairment.correlated(correlation);
        }
        return distribution.equals("uniform") ? words : words + " distribution " + distribution;
    }

    @Override
    Evidence suffering(TrafficPlan plan, FaultContext context) {
        double least = (plan.amount() - plan.spread()) * BITES;
        List<String> seen = new ArrayList<>();
        for (Added added : added(plan, context)) {
            if (added.ms().isEmpty()) {
                return Evidence.missing("no answer on the way of " + added.of());
            }
            seen.add(added.toString());
            if (added.ms().getAsDouble() < Math.max(least, 0)) {
                return Evidence.missing(added + ", asked for were " + plan.amount() + " ms");
            }
        }
        return Evidence.holds(String.join(", ", seen));
    }

    @Override
    Evidence unharmed(TrafficPlan plan, FaultContext context) {
        double most = Math.max(plan.amount() * BITES, BUSY_MS);
        for (Added added : added(plan, context)) {
            if (added.ms().isEmpty() || added.ms().getAsDouble() >= most) {
                return Evidence.missing("nothing of ours is left, but " + added);
            }
        }
        return super.unharmed(plan, context);
    }

    private static List<Added> added(TrafficPlan plan, FaultContext context) {
        RoundTrips trips =
                new RoundTrips(context, Duration.ofMillis(2 * (long) (plan.amount() + plan.spread())));
        if (plan.means() == Means.LINKS) {
            return List.of(new Added(String.join(", ", plan.hosts()), trips.added(plan.legs())));
        }
        return sample(plan).stream().map((Point point) -> new Added(point.host(), trips.added(point))).toList();
    }

    @Override
    public Duration effectWithin(TrafficPlan plan) {
        return Duration.ofSeconds(10).plusMillis(10 * (long) (plan.amount() + plan.spread()));
    }

    @Override
    public Duration undoneWithin(TrafficPlan plan) {
        return effectWithin(plan).multipliedBy(2);
    }

    /** How much longer a round trip of a target takes than one of a bystander. */
    private record Added(String of, OptionalDouble ms) {
        @Override
        public String toString() {
            return ms.isEmpty()
                    ? of + " gets no answer"
                    : String.format(Locale.ROOT, "round trips of %s take %.1f ms longer than others", of, ms.getAsDouble());
        }
    }
}
