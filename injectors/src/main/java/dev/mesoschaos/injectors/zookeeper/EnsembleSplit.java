package dev.mesoschaos.injectors.zookeeper;

import dev.mesoschaos.injectors.network.NetworkPartition;
import dev.mesoschaos.injectors.toxiproxy.OwnToxics;
import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.HostCommand;
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
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * {@code ensemble-split}: ZooKeeper servers are cut off from each other, while every client still reaches every one of
 * them. Servers in no majority must stop to serve, though they run and answer; with {@code into: singles} that is all.
 *
 * <p>The packets are dropped as with {@code network-partition}; that the ensemble falls apart just so, and that it is
 * whole again, is what this fault makes sure of.
 */
public final class EnsembleSplit implements FaultType<SplitPlan> {

    private final NetworkPartition partition = new NetworkPartition();

    @Override
    public String id() {
        return "ensemble-split";
    }

    @Override
    public String harm() {
        return "ZooKeeper servers are cut off from each other; clients still reach all of them";
    }

    @Override
    public Class<SplitPlan> planType() {
        return SplitPlan.class;
    }

    @Override
    public Planner<SplitPlan> read(Fields parameters) {
        return new Split(parameters.word("into", "halves", List.of("halves", "singles")).equals("singles"));
    }

    @Override
    public List<Resource> resources(SplitPlan plan) {
        return Resource.of(Resource.Kind.REACHABILITY, plan.all());
    }

    @Override
    public void inject(SplitPlan plan, FaultContext context) {
        partition.inject(plan.partition(), context);
    }

    @Override
    public Evidence verifyEffect(SplitPlan plan, FaultContext context) {
        EnsembleParts parts = EnsembleParts.ask(context.cluster(), plan.all());
        if (!parts.answerWithoutServing(plan.without())) {
            return Evidence.missing("servers without a majority still serve: " + parts.words());
        }
        List<String> serving = plan.all().stream().filter(host -> !plan.without().contains(host)).toList();
        if (!serving.isEmpty() && !EnsembleParts.ask(context.cluster(), serving).serving().holds()) {
            return Evidence.missing("the majority does not serve either: " + parts.words());
        }
        return Evidence.holds("apart, and all answer: " + parts.words());
    }

    @Override
    public Evidence verifyHeld(SplitPlan plan, FaultContext context) {
        return verifyEffect(plan, context);
    }

    /** Servers wait for each other's silence for the ensemble's own {@code syncLimit}. */
    @Override
    public Duration effectWithin(SplitPlan plan) {
        return Duration.ofSeconds(40);
    }

    @Override
    public List<HostCommand> undoOnHosts(SplitPlan plan) {
        return partition.undoOnHosts(plan.partition());
    }

    @Override
    public void undo(SplitPlan plan, FaultContext context) {
        partition.undo(plan.partition(), context);
    }

    @Override
    public Evidence verifyUndone(SplitPlan plan, FaultContext context) {
        Evidence mended = mended(plan, context);
        return mended.holds() ? EnsembleParts.ask(context.cluster(), plan.all()).serving() : mended;
    }

    /** No service answers questions where servers dial each other, so of proxies only the toxics are looked at. */
    private Evidence mended(SplitPlan plan, FaultContext context) {
        if (plan.partition().links().isEmpty()) {
            return partition.verifyUndone(plan.partition(), context);
        }
        int left = new OwnToxics(context.power(Links.class).api(), plan.partition().mark()).count();
        return left == 0 ? Evidence.holds("no toxic of ours is left") : Evidence.missing(left + " toxics are left");
    }

    @Override
    public Duration undoneWithin(SplitPlan plan) {
        return Duration.ofMinutes(1);
    }

    /**
     * How servers are dealt to sides.
     *
     * @param singles whether each target is alone, and not all targets are one side
     */
    private record Split(boolean singles) implements Planner<SplitPlan> {

        @Override
        public FaultType<SplitPlan> type() {
            return new EnsembleSplit();
        }

        @Override
        public List<Set<Capability>> mechanisms() {
            return List.of(Set.of(Capability.HOST_NETWORK), Set.of(Capability.ALL_LINKS));
        }

        @Override
        public Visibility visibility() {
            return Visibility.NOTHING_LOST;
        }

        @Override
        public SplitPlan plan(Targets targets, Situation situation) {
            return SplitPlan.of(targets, situation, singles);
        }

        @Override
        public List<String> describe(SplitPlan plan) {
            return plan.partition().describe();
        }
    }
}
