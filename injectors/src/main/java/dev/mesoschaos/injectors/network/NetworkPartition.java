package dev.mesoschaos.injectors.network;

import dev.mesoschaos.injectors.network.PartitionPlan.LinkCut;
import dev.mesoschaos.scenarios.cluster.HostCommand;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.fault.Resource;
import dev.mesoschaos.scenarios.language.Fields;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code network-partition}: the targets are cut off from others, and go on among themselves; {@link Rift} has its shapes.
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
        return "packets between hosts vanish in silence";
    }

    @Override
    public Class<PartitionPlan> planType() {
        return PartitionPlan.class;
    }

    @Override
    public Planner<PartitionPlan> read(Fields parameters) {
        return new PartitionPlanner(this, Rift.read(parameters));
    }

    @Override
    public List<Resource> resources(PartitionPlan plan) {
        return Stream.concat(
                        Resource.of(Resource.Kind.REACHABILITY, plan.targets()).stream(),
                        Resource.of(Resource.Kind.LINK, plan.links().stream().map(LinkCut::proxy)).stream())
                .toList();
    }

    @Override
    public void inject(PartitionPlan plan, FaultContext context) {
        Cut.of(plan, context).forEach(Cut::make);
    }

    @Override
    public Evidence verifyEffect(PartitionPlan plan, FaultContext context) {
        List<Cut> cuts = Cut.of(plan, context);
        Evidence noticed = Cut.all(cuts, Cut::noticed);
        Evidence made = noticed.holds() ? Cut.all(cuts, Cut::made) : noticed;
        return made.holds() ? Evidence.holds(noticed.detail() + "; " + made.detail()) : made;
    }

    @Override
    public Evidence verifyHeld(PartitionPlan plan, FaultContext context) {
        return Cut.all(Cut.of(plan, context), Cut::made);
    }

    @Override
    public List<HostCommand> undoOnHosts(PartitionPlan plan) {
        return CutHosts.mending(plan);
    }

    @Override
    public void undo(PartitionPlan plan, FaultContext context) {
        if (!plan.links().isEmpty()) {
            new CutLinks(plan, context).mend();
        }
    }

    @Override
    public Evidence verifyUndone(PartitionPlan plan, FaultContext context) {
        return Cut.all(Cut.of(plan, context), Cut::mended);
    }
}
