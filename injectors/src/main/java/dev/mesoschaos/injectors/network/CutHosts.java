package dev.mesoschaos.injectors.network;

import dev.mesoschaos.injectors.Reachability;
import dev.mesoschaos.scenarios.cluster.HostCommand;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.journal.Event;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** A partition made on the hosts themselves: with nftables where all of them have it, else with blackhole routes. */
final class CutHosts implements Cut {

    private final PartitionPlan plan;
    private final FaultContext context;
    private final PacketFilter filter;
    private final BlackholeRoutes routes;

    CutHosts(PartitionPlan plan, FaultContext context) {
        this.plan = plan;
        this.context = context;
        Shell shell = context.power(Shell.class);
        this.filter = new PacketFilter(shell, plan.mark());
        this.routes = new BlackholeRoutes(shell);
    }

    @Override
    public void make() {
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
    public Evidence made() {
        List<PartitionPlan.Drop> unfiltered = plan.drops().stream()
                .filter(drop -> !filter.present(drop.host()))
                .toList();
        if (unfiltered.isEmpty()) {
            long packets = plan.drops().stream().mapToLong(drop -> filter.dropped(drop.host())).sum();
            // We ourselves have just asked in vain, so that some must have been dropped.
            return packets > 0
                    ? Evidence.holds(packets + " packets dropped so far")
                    : Evidence.missing("the packet filters have dropped nothing");
        }
        List<String> open = unfiltered.stream()
                .filter(drop -> !routes.present(drop.host(), drop.peers()).containsAll(drop.peers()))
                .map(PartitionPlan.Drop::host)
                .toList();
        return open.isEmpty()
                ? Evidence.holds("blackhole routes on " + unfiltered.size() + " hosts")
                : Evidence.missing("neither packet filter nor blackhole routes on " + String.join(", ", open));
    }

    @Override
    public Collection<String> answering() {
        return Reachability.reachable(context.cluster(), plan.cutOff());
    }

    /** What takes the cut back: both, as a plan alone does not tell which of them it was. */
    static List<HostCommand> mending(PartitionPlan plan) {
        return plan.drops().stream()
                .flatMap(drop -> Stream.of(
                        PacketFilter.removal(drop.host(), plan.mark()),
                        BlackholeRoutes.removal(drop.host(), drop.peers())))
                .toList();
    }

    @Override
    public List<String> left() {
        List<String> left = new ArrayList<>();
        for (PartitionPlan.Drop drop : plan.drops()) {
            if (filter.present(drop.host())) {
                left.add("table " + plan.mark() + " on " + drop.host());
            }
            routes.present(drop.host(), drop.peers())
                    .forEach(peer -> left.add("route to " + peer + " on " + drop.host()));
        }
        return left;
    }
}
