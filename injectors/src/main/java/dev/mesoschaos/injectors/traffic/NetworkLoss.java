package dev.mesoschaos.injectors.traffic;

import dev.mesoschaos.injectors.traffic.TrafficPlan.Means;
import dev.mesoschaos.injectors.traffic.TrafficPlan.Point;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.language.Fields;
import java.util.List;

/**
 * {@code network-loss}: a share of the targets' packets vanishes in silence, each for itself or in bursts.
 *
 * <p>By netem, of what they send; else by nftables, of what they receive, each packet for itself.
 */
public final class NetworkLoss extends TrafficFault {

    private static final double LONGEST_BURST = 1000;

    @Override
    public String id() {
        return "network-loss";
    }

    @Override
    public String harm() {
        return "packets of the targets vanish in silence";
    }

    @Override
    public Planner<TrafficPlan> read(Fields parameters) {
        double loss = Share.read(parameters, "loss");
        double correlation = parameters.ratio("correlation", 0);
        double burst = parameters.number("burst", 1, LONGEST_BURST, 1);
        Towards towards = Towards.read(parameters);
        if (correlation > 0 && parameters.has("burst")) {
            throw parameters.wrong("burst", "expected no correlation beside it: they are two models of the same thing");
        }
        if (burst > 1 && loss > burst / (burst + 1)) {
            throw parameters.wrong("loss", "expected at most " + Impairment.percent(Math.floor(100 * burst / (burst + 1)) / 100)
                    + " beside bursts of " + burst + " packets, as at least one packet stands between two bursts");
        }
        List<Means> others = correlation == 0 && burst == 1 ? List.of(Means.FILTERS) : List.of();
        return new TrafficPlanner(this, new Impairment(words(loss, correlation, burst), loss, 0, others), towards);
    }

    /** A burst ends after each packet with one and the same probability, and starts such that the share comes out. */
    private static String words(double loss, double correlation, double burst) {
        if (burst == 1) {
            return "netem loss " + Impairment.percent(loss) + Impairment.correlated(correlation);
        }
        double ends = 1 / burst;
        double starts = ends * loss / (1 - loss);
        return "netem loss gemodel " + Share.rounded(starts) + " " + Share.rounded(ends);
    }

    @Override
    Evidence suffering(TrafficPlan plan, FaultContext context) {
        return each(plan, point -> {
            Datagrams datagrams = datagrams(plan, point, context);
            String told = datagrams.arrived() + " of " + datagrams.sent() + " datagrams "
                    + (plan.means() == Means.FILTERS ? "to " : "from ") + point.host() + " arrive";
            boolean lost = datagrams.arrived() < datagrams.sent();
            boolean all = datagrams.arrived() <= 0 && plan.amount() < 1;
            boolean counted = plan.means() == Means.FILTERS || counters(plan, point, context).dropped() > 0;
            return !lost || all || !counted
                    ? Evidence.missing(told + ", asked for was a loss of " + Impairment.percent(plan.amount()))
                    : Evidence.holds(told);
        });
    }

    private static Datagrams datagrams(TrafficPlan plan, Point point, FaultContext context) {
        int count = Share.enough(plan.amount());
        return plan.means() == Means.FILTERS
                ? Datagrams.send(context, point.witness().host(), point.host(), point.address(), count)
                : fromTarget(plan, point, context);
    }
}
