package dev.mesoschaos.injectors;

import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.Links;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.fault.Situation;
import dev.mesoschaos.scenarios.fault.Targets;
import dev.mesoschaos.scenarios.fault.Visibility;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.language.Fields;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import java.util.ArrayList;
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
    public void inject(PartitionPlan plan, FaultContext context) {
        if (plan.drops().isEmpty()) {
            OwnToxics toxics = toxics(plan, context);
            plan.proxies().forEach(proxy -> toxics.add(proxy, (found, mark) -> {
                found.toxics().timeout(mark + "_up", ToxicDirection.UPSTREAM, 0);
                found.toxics().timeout(mark + "_down", ToxicDirection.DOWNSTREAM, 0);
            }));
            return;
        }
        Shell shell = context.power(Shell.class);
        PacketFilter filter = new PacketFilter(shell, plan.mark());
        BlackholeRoutes routes = new BlackholeRoutes(shell);
        boolean filtering = plan.drops().stream().allMatch(drop -> filter.available(drop.host()));
        context.recorder().record(new Event.Note(
                context.clock().now(), "partition made with " + (filtering ? "nftables" : "blackhole routes")));
        for (PartitionPlan.Drop drop : plan.drops()) {
            if (filtering) {
                filter.drop(drop.host(), drop.peers());
            } else {
                routes.add(drop.host(), drop.peers());
            }
        }
    }

    @Override
    public Evidence verifyEffect(PartitionPlan plan, FaultContext context) {
        List<String> answering = Reachability.reachable(context.cluster(), plan.cutOff());
        boolean othersFine = !Reachability.reachable(context.cluster(), List.of(plan.bystander())).isEmpty();
        if (!answering.isEmpty()) {
            return Evidence.missing("still answering: " + String.join(", ", answering));
        }
        return othersFine
                ? Evidence.holds(String.join(", ", plan.cutOff()) + " do not answer, " + plan.bystander() + " does"
                        + dropped(plan, context))
                : Evidence.missing("the bystander " + plan.bystander() + " does not answer either");
    }

    private static String dropped(PartitionPlan plan, FaultContext context) {
        if (plan.drops().isEmpty()) {
            return "; " + toxics(plan, context).count() + " toxics on " + plan.proxies().size() + " links";
        }
        PacketFilter filter = new PacketFilter(context.power(Shell.class), plan.mark());
        if (!filter.available(plan.drops().getFirst().host())) {
            return "";
        }
        long packets = plan.drops().stream().mapToLong(drop -> filter.dropped(drop.host())).sum();
        return "; " + packets + " packets dropped so far";
    }

    @Override
    public void undo(PartitionPlan plan, FaultContext context) {
        if (plan.drops().isEmpty()) {
            toxics(plan, context).remove();
            return;
        }
        Shell shell = context.power(Shell.class);
        PacketFilter filter = new PacketFilter(shell, plan.mark());
        BlackholeRoutes routes = new BlackholeRoutes(shell);
        for (PartitionPlan.Drop drop : plan.drops()) {
            if (filter.available(drop.host())) {
                filter.remove(drop.host());
            }
            routes.remove(drop.host(), drop.peers());
        }
    }

    @Override
    public Evidence verifyUndone(PartitionPlan plan, FaultContext context) {
        List<String> left = left(plan, context);
        if (!left.isEmpty()) {
            return Evidence.missing("still there: " + String.join(", ", left));
        }
        List<String> answering = Reachability.reachable(context.cluster(), plan.cutOff());
        return answering.size() == plan.cutOff().size()
                ? Evidence.holds(String.join(", ", plan.cutOff()) + " answer again")
                : Evidence.missing("nothing of ours is left, but only " + answering + " answer");
    }

    private static List<String> left(PartitionPlan plan, FaultContext context) {
        if (plan.drops().isEmpty()) {
            int count = toxics(plan, context).count();
            return count == 0 ? List.of() : List.of(count + " toxics");
        }
        Shell shell = context.power(Shell.class);
        PacketFilter filter = new PacketFilter(shell, plan.mark());
        BlackholeRoutes routes = new BlackholeRoutes(shell);
        List<String> left = new ArrayList<>();
        for (PartitionPlan.Drop drop : plan.drops()) {
            if (filter.available(drop.host()) && filter.present(drop.host())) {
                left.add("table " + plan.mark() + " on " + drop.host());
            }
            routes.present(drop.host()).stream()
                    .filter(drop.peers()::contains)
                    .forEach(peer -> left.add("route to " + peer + " on " + drop.host()));
        }
        return left;
    }

    private static OwnToxics toxics(PartitionPlan plan, FaultContext context) {
        return new OwnToxics(context.power(Links.class).api(), plan.mark());
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
