package dev.mesoschaos.injectors;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.Links;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.fault.Situation;
import dev.mesoschaos.scenarios.fault.Targets;
import dev.mesoschaos.scenarios.fault.Visibility;
import dev.mesoschaos.scenarios.language.Fields;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * {@code toxiproxy-latency}: answers of the target hosts arrive late, by a latency and a jitter to either side of it, on
 * every link of another role's hosts to them.
 */
public final class ToxiproxyLatency implements FaultType<ToxiproxyLatency.Plan> {

    private static final int SAMPLE = 6;

    /** Below this share of the latency asked for, the toxic does not bite. */
    private static final double BITES = 0.6;

    /**
     * The plan.
     *
     * @param mark how our toxics' names start
     * @param links the links to poison
     * @param latencyMs added to each answer, in milliseconds
     * @param jitterMs by which that varies, to either side
     */
    public record Plan(String mark, List<Links.Link> links, long latencyMs, long jitterMs) {
        public Plan {
            links = List.copyOf(links);
        }
    }

    @Override
    public String id() {
        return "toxiproxy-latency";
    }

    @Override
    public String harm() {
        return "answers on the links to the targets arrive late and unevenly";
    }

    @Override
    public Class<Plan> planType() {
        return Plan.class;
    }

    @Override
    public Planner<Plan> read(Fields parameters) {
        Duration longest = Duration.ofSeconds(60);
        Duration latency = parameters.duration("latency", Duration.ofMillis(1), longest);
        Duration jitter = parameters.duration("jitter", Duration.ZERO, longest, Duration.ZERO);
        if (jitter.compareTo(latency) > 0) {
            throw parameters.wrong("jitter", "expected at most the latency, so that none is negative");
        }
        return new Latency(latency, jitter);
    }

    @Override
    public void inject(Plan plan, FaultContext context) {
        OwnToxics toxics = toxics(plan, context);
        for (Links.Link link : plan.links()) {
            toxics.add(link.proxy(), (proxy, mark) -> proxy.toxics()
                    .latency(mark, ToxicDirection.DOWNSTREAM, plan.latencyMs())
                    .setJitter(plan.jitterMs()));
        }
    }

    @Override
    public Evidence verifyEffect(Plan plan, FaultContext context) {
        int poisoned = toxics(plan, context).count();
        if (poisoned < plan.links().size()) {
            return Evidence.missing(poisoned + " of " + plan.links().size() + " links are poisoned");
        }
        double added = addedMs(plan, context);
        String measured = String.format(
                Locale.ROOT,
                "%d links poisoned; answers take %.1f ms longer than direct ones, asked for were %d ms",
                poisoned,
                added,
                plan.latencyMs());
        return added >= plan.latencyMs() * BITES ? Evidence.holds(measured) : Evidence.missing(measured);
    }

    @Override
    public void undo(Plan plan, FaultContext context) {
        toxics(plan, context).remove();
    }

    @Override
    public Evidence verifyUndone(Plan plan, FaultContext context) {
        int left = toxics(plan, context).count();
        if (left > 0) {
            return Evidence.missing(left + " toxics are still there");
        }
        double added = addedMs(plan, context);
        String measured = String.format(Locale.ROOT, "no toxic is left; links answer in %.1f ms more than direct", added);
        return added < plan.latencyMs() * BITES ? Evidence.holds(measured) : Evidence.missing(measured);
    }

    /** Mean difference between answers through links and answers past them, in milliseconds. */
    private static double addedMs(Plan plan, FaultContext context) {
        List<Address> direct = context.cluster().zookeeper();
        double sum = 0;
        List<Links.Link> sample = plan.links().subList(0, Math.min(SAMPLE, plan.links().size()));
        for (int i = 0; i < sample.size(); i++) {
            Optional<Duration> through = FourLetterWord.roundTrip(sample.get(i).listen(), context.clock());
            Optional<Duration> past = FourLetterWord.roundTrip(direct.get(i % direct.size()), context.clock());
            if (through.isEmpty() || past.isEmpty()) {
                return Double.NaN;
            }
            sum += (through.get().toNanos() - past.get().toNanos()) / 1e6;
        }
        return sum / sample.size();
    }

    private static OwnToxics toxics(Plan plan, FaultContext context) {
        return new OwnToxics(context.power(Links.class).api(), plan.mark());
    }

    /** How much latency. */
    private final class Latency implements Planner<Plan> {

        private final Duration latency;
        private final Duration jitter;

        Latency(Duration latency, Duration jitter) {
            this.latency = latency;
            this.jitter = jitter;
        }

        @Override
        public FaultType<Plan> type() {
            return ToxiproxyLatency.this;
        }

        @Override
        public List<Set<Capability>> mechanisms() {
            return List.of(Set.of(Capability.ZOOKEEPER_LINKS), Set.of(Capability.ALL_LINKS));
        }

        @Override
        public Visibility visibility() {
            return Visibility.NOTHING_LOST;
        }

        /** Links among the targets themselves, such as of one ZooKeeper server to another, stay as they are. */
        @Override
        public Plan plan(Targets targets, Situation situation) {
            Set<String> names = new HashSet<>(targets.names());
            List<Links.Link> links = situation.links().stream()
                    .filter(link -> names.contains(link.to()) && !names.contains(link.from()))
                    .toList();
            if (links.isEmpty()) {
                throw new IllegalArgumentException("no link to " + targets.description() + " runs through a proxy");
            }
            String mark = "mesos-chaos-" + situation.runId() + "-" + situation.injectionId();
            return new Plan(mark, links, latency.toMillis(), jitter.toMillis());
        }

        @Override
        public List<String> describe(Plan plan) {
            return plan.links().stream()
                    .map(link -> String.format(
                            Locale.ROOT,
                            "proxy %s: latency %d ms, jitter %d ms",
                            link.proxy(),
                            plan.latencyMs(),
                            plan.jitterMs()))
                    .toList();
        }
    }
}
