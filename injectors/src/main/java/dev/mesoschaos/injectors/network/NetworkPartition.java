package dev.mesoschaos.injectors.network;

import dev.mesoschaos.injectors.Reachability;
import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.HostCommand;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.fault.Resource;
import dev.mesoschaos.scenarios.fault.Situation;
import dev.mesoschaos.scenarios.fault.Targets;
import dev.mesoschaos.scenarios.fault.Visibility;
import dev.mesoschaos.scenarios.language.Fields;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * {@code network-partition}: the targets are cut off from everybody else, both ways, while they go on among themselves.
 *
 * <p>Packets vanish in silence, as behind a dead switch: connections are neither closed nor refused. Made with nftables
 * on the hosts, else with blackhole routes, else in the proxies between the hosts.
 */
public final class NetworkPartition implements FaultType<PartitionPlan> {

    @Override
    public String id() {
        return "network-partition";
    }

    @Override
    public String harm() {
        return "hosts are cut off from all others, both ways; packets vanish in silence";
    }

    @Override
    public Class<PartitionPlan> planType() {
        return PartitionPlan.class;
    }

    @Override
    public Planner<PartitionPlan> read(Fields parameters) {
        return new CutOff();
    }

    @Override
    public List<Resource> resources(PartitionPlan plan) {
        return Resource.of(Resource.Kind.REACHABILITY, plan.cutOff());
    }

    @Override
    public void inject(PartitionPlan plan, FaultContext context) {
        Cut.of(plan, context).make();
    }

    @Override
    public Evidence verifyEffect(PartitionPlan plan, FaultContext context) {
        Cut cut = Cut.of(plan, context);
        Collection<String> answering = cut.answering();
        if (!answering.isEmpty()) {
            return Evidence.missing("still answering: " + String.join(", ", answering));
        }
        if (Reachability.reachable(context.cluster(), List.of(plan.bystander())).isEmpty()) {
            return Evidence.missing("the bystander " + plan.bystander() + " does not answer either");
        }
        Evidence made = cut.made();
        return made.holds()
                ? Evidence.holds(String.join(", ", plan.cutOff()) + " do not answer, " + plan.bystander() + " does; "
                        + made.detail())
                : made;
    }

    @Override
    public List<HostCommand> undoOnHosts(PartitionPlan plan) {
        return CutHosts.mending(plan);
    }

    @Override
    public void undo(PartitionPlan plan, FaultContext context) {
        if (!plan.proxies().isEmpty()) {
            new CutLinks(plan, context).mend();
        }
    }

    @Override
    public Evidence verifyUndone(PartitionPlan plan, FaultContext context) {
        Cut cut = Cut.of(plan, context);
        List<String> left = cut.left();
        if (!left.isEmpty()) {
            return Evidence.missing("still there: " + String.join(", ", left));
        }
        Collection<String> answering = cut.answering();
        return answering.size() == plan.cutOff().size()
                ? Evidence.holds(String.join(", ", plan.cutOff()) + " answer again")
                : Evidence.missing("nothing of ours is left, but only " + answering + " answer");
    }

    /** Nothing to choose yet: all targets, from all others, both ways. */
    private final class CutOff implements Planner<PartitionPlan> {

        @Override
        public FaultType<PartitionPlan> type() {
            return NetworkPartition.this;
        }

        @Override
        public List<Set<Capability>> mechanisms() {
            return List.of(Set.of(Capability.HOST_NETWORK), Set.of(Capability.ALL_LINKS));
        }

        @Override
        public Visibility visibility() {
            return Visibility.AGENT_SILENT;
        }

        @Override
        public PartitionPlan plan(Targets targets, Situation situation) {
            return PartitionPlan.cutOff(targets, situation);
        }

        @Override
        public List<String> describe(PartitionPlan plan) {
            return plan.describe();
        }
    }
}
