package dev.mesoschaos.injectors.traffic;

import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.language.Fields;

/** {@code network-duplicate}: a share of the packets that the targets send arrives twice; by netem. */
public final class NetworkDuplicate extends TrafficFault {

    @Override
    public String id() {
        return "network-duplicate";
    }

    @Override
    public String harm() {
        return "some of what the targets send arrives twice";
    }

    @Override
    public Planner<TrafficPlan> read(Fields parameters) {
        double share = Share.read(parameters, "duplicate");
        double correlation = parameters.ratio("correlation", 0);
        String words = "netem duplicate " + Impairment.percent(share) + Impairment.correlated(correlation);
        return new TrafficPlanner(this, Impairment.of(words, share), Towards.read(parameters));
    }

    @Override
    Evidence suffering(TrafficPlan plan, FaultContext context) {
        return each(plan, point -> {
            Datagrams datagrams = fromTarget(plan, point, context);
            String told = datagrams.arrived() + " copies of " + datagrams.sent()
                    + " datagrams from " + point.host() + " arrive at " + point.witness().host();
            return !(datagrams.arrived() > datagrams.sent())
                    ? Evidence.missing(told)
                    : Evidence.holds(told);
        });
    }
}
