package dev.mesoschaos.injectors.traffic;

import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.language.Fields;

/** {@code network-corrupt}: a share of the packets that the targets send has one bit wrong when it arrives; by netem. */
public final class NetworkCorrupt extends TrafficFault {

    @Override
    public String id() {
        return "network-corrupt";
    }

    @Override
    public String harm() {
        return "some of what the targets send arrives damaged";
    }

    @Override
    public Planner<TrafficPlan> read(Fields parameters) {
        double share = Share.read(parameters, "corrupt");
        double correlation = parameters.ratio("correlation", 0);
        String words = "netem corrupt " + Impairment.percent(share) + Impairment.correlated(correlation);
        return new TrafficPlanner(this, Impairment.of(words, share), Towards.read(parameters));
    }

    @Override
    Evidence suffering(TrafficPlan plan, FaultContext context) {
        return each(plan, point -> {
            Datagrams datagrams = fromTarget(plan, point, context);
            String told = datagrams.damaged() + " damaged copies of " + datagrams.sent()
                    + " datagrams from " + point.host() + " arrive at " + point.witness().host();
            return !(datagrams.damaged() > 0)
                    ? Evidence.missing(told)
                    : Evidence.holds(told);
        });
    }
}
