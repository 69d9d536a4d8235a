package dev.mesoschaos.injectors.traffic;

import dev.mesoschaos.injectors.traffic.TrafficPlan.Means;
import dev.mesoschaos.injectors.traffic.TrafficPlan.Point;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.HostCommand;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.fault.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What the faults on packets have in common: all but how one sees that packets suffer. */
abstract class TrafficFault implements FaultType<TrafficPlan> {

    /** Of how many targets packets are looked at, however many there are. */
    static final int SAMPLE = 3;

    @Override
    public final Class<TrafficPlan> planType() {
        return TrafficPlan.class;
    }

    @Override
    public final List<Resource> resources(TrafficPlan plan) {
        return plan.means() == Means.LINKS
                ? Resource.of(Resource.Kind.LINK, plan.legs().stream().map(TrafficPlan.Leg::proxy))
                : Resource.of(Resource.Kind.TRAFFIC, plan.hosts());
    }

    @Override
    public final void inject(TrafficPlan plan, FaultContext context) {
        Way.of(plan, context).make();
    }

    @Override
    public final Evidence verifyEffect(TrafficPlan plan, FaultContext context) {
        Evidence there = verifyHeld(plan, context);
        return there.holds() ? suffering(plan, context) : there;
    }

    /** Looks at a few targets, and no further than at the first that does not suffer. */
    static Evidence each(TrafficPlan plan, Function<Point, Evidence> look) {
        List<String> seen = new ArrayList<>();
        for (Point point : sample(plan)) {
            Evidence suffers = look.apply(point);
            if (!suffers.holds()) {
                return suffers;
            }
            seen.add(suffers.detail());
        }
        return Evidence.holds(String.join(", ", seen));
    }

    /** Datagrams from a target to its witness, enough of them to show the harm. */
    static Datagrams fromTarget(TrafficPlan plan, Point point, FaultContext context) {
        TrafficPlan.Witness witness = point.witness();
        return Datagrams.send(
                context, point.host(), witness.host(), witness.service().host(), Share.enough(plan.amount()));
    }

    /** Whether packets suffer as they should; all that makes them is in place. */
    abstract Evidence suffering(TrafficPlan plan, FaultContext context);

    @Override
    public final Evidence verifyHeld(TrafficPlan plan, FaultContext context) {
        Way way = Way.of(plan, context);
        List<String> there = way.there();
        return there.size() == way.complete()
                ? Evidence.holds("")
                : Evidence.missing("only " + there.size() + " of " + way.complete() + " are in place: " + there);
    }

    @Override
    public final List<HostCommand> undoOnHosts(TrafficPlan plan) {
        return plan.points().stream()
                .map(point -> plan.means() == Means.FILTERS
                        ? LossyFilters.removal(plan, point)
                        : Disciplines.removal(plan, point))
                .toList();
    }

    @Override
    public final void undo(TrafficPlan plan, FaultContext context) {
        if (plan.means() == Means.LINKS) {
            new SlowLinks(plan, context).remove();
        }
    }

    @Override
    public final Evidence verifyUndone(TrafficPlan plan, FaultContext context) {
        List<String> left = Way.of(plan, context).there();
        return left.isEmpty() ? unharmed(plan, context) : Evidence.missing("still there: " + String.join(", ", left));
    }

    /** Whether packets are as before; nothing of ours is in place any more. */
    Evidence unharmed(TrafficPlan plan, FaultContext context) {
        return Evidence.holds("nothing of ours is left on " + String.join(", ", plan.hosts()));
    }

    /** The targets that are looked at. */
    static List<TrafficPlan.Point> sample(TrafficPlan plan) {
        return plan.points().subList(0, Math.min(SAMPLE, plan.points().size()));
    }

    /** The counters of a target whose discipline was there a moment ago. */
    static Counters counters(TrafficPlan plan, TrafficPlan.Point point, FaultContext context) {
        return new Disciplines(plan, context)
                .counters(point)
                .orElseThrow(() -> new ClusterException("the queueing discipline on " + point.host() + " has gone"));
    }
}
