package dev.mesoschaos.injectors.toxiproxy;

import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.Links;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.fault.Resource;
import dev.mesoschaos.scenarios.fault.Situation;
import dev.mesoschaos.scenarios.fault.Targets;
import dev.mesoschaos.scenarios.fault.Visibility;
import dev.mesoschaos.scenarios.language.Fields;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * {@code toxiproxy-latency}: answers of ZooKeeper servers arrive late, by a latency and a jitter to either side of it,
 * on every link of their clients.
 */
public final class ToxiproxyLatency implements FaultType<LatencyPlan> {

    /** Below this share of the latency asked for, the toxic does not bite. */
    private static final double BITES = 0.6;

    /** What a proxy on a busy machine may add by itself. */
    private static final double UNPOISONED_MS = 20;

    @Override
    public String id() {
        return "toxiproxy-latency";
    }

    @Override
    public String harm() {
        return "answers on the links to the targets arrive late and unevenly";
    }

    @Override
    public Class<LatencyPlan> planType() {
        return LatencyPlan.class;
    }

    @Override
    public Planner<LatencyPlan> read(Fields parameters) {
        Duration longest = Duration.ofSeconds(60);
        Duration latency = parameters.duration("latency", Duration.ofMillis(1), longest);
        Duration jitter = parameters.duration("jitter", Duration.ZERO, longest, Duration.ZERO);
        if (jitter.compareTo(latency) > 0) {
            throw parameters.wrong("jitter", "expected at most the latency, so that none is negative");
        }
        return new Latency(this, latency, jitter);
    }

    @Override
    public List<Resource> resources(LatencyPlan plan) {
        return Resource.of(Resource.Kind.LINK, plan.links().stream().map(Links.Link::proxy));
    }

    @Override
    public void inject(LatencyPlan plan, FaultContext context) {
        OwnToxics toxics = toxics(plan, context);
        String name = toxics.name(ToxicDirection.DOWNSTREAM);
        for (Links.Link link : plan.links()) {
            toxics.add(link.proxy(), proxy -> proxy.toxics()
                    .latency(name, ToxicDirection.DOWNSTREAM, plan.latencyMs())
                    .setJitter(plan.jitterMs()));
        }
    }

    @Override
    public Evidence verifyEffect(LatencyPlan plan, FaultContext context) {
        int poisoned = toxics(plan, context).count();
        if (poisoned < plan.links().size()) {
            return Evidence.missing(poisoned + " of " + plan.links().size() + " links are poisoned");
        }
        OptionalDouble added = AddedLatency.measure(plan, context);
        if (added.isEmpty()) {
            return Evidence.missing("no answer came through the links");
        }
        boolean bites = added.getAsDouble() >= plan.latencyMs() * BITES;
        String measured = String.format(
                Locale.ROOT,
                "%d links poisoned; answers take %.1f ms longer than direct ones, asked for were %d ms",
                poisoned,
                added.getAsDouble(),
                plan.latencyMs());
        return bites ? Evidence.holds(measured) : Evidence.missing(measured);
    }

    @Override
    public Evidence verifyHeld(LatencyPlan plan, FaultContext context) {
        int poisoned = toxics(plan, context).count();
        return poisoned == plan.links().size()
                ? Evidence.holds("")
                : Evidence.missing(poisoned + " of " + plan.links().size() + " links are poisoned");
    }

    @Override
    public Duration effectWithin(LatencyPlan plan) {
        return Duration.ofSeconds(10).plusMillis(2 * (plan.latencyMs() + plan.jitterMs()));
    }

    @Override
    public void undo(LatencyPlan plan, FaultContext context) {
        toxics(plan, context).remove();
    }

    @Override
    public Evidence verifyUndone(LatencyPlan plan, FaultContext context) {
        int left = toxics(plan, context).count();
        if (left > 0) {
            return Evidence.missing(left + " toxics are still there");
        }
        OptionalDouble added = AddedLatency.measure(plan, context);
        if (added.isEmpty()) {
            return Evidence.missing("no toxic is left, but no answer came through the links");
        }
        boolean quick = added.getAsDouble() < Math.max(plan.latencyMs() * BITES, UNPOISONED_MS);
        String measured = String.format(
                Locale.ROOT, "no toxic is left; links answer in %.1f ms more than direct", added.getAsDouble());
        return quick ? Evidence.holds(measured) : Evidence.missing(measured);
    }

    private static OwnToxics toxics(LatencyPlan plan, FaultContext context) {
        return new OwnToxics(context.power(Links.class).api(), plan.mark());
    }

    /** How much latency. */
    private record Latency(ToxiproxyLatency type, Duration latency, Duration jitter)
            implements Planner<LatencyPlan> {

        @Override
        public List<Set<Capability>> mechanisms() {
            return List.of(Set.of(Capability.ZOOKEEPER_LINKS), Set.of(Capability.ALL_LINKS));
        }

        @Override
        public Visibility visibility() {
            return Visibility.NOTHING_LOST;
        }

        @Override
        public LatencyPlan plan(Targets targets, Situation situation) {
            return LatencyPlan.toZookeeper(targets, situation, latency, jitter);
        }

        @Override
        public List<String> describe(LatencyPlan plan) {
            return plan.describe();
        }
    }
}
