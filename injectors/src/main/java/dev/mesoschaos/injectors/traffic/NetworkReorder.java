package dev.mesoschaos.injectors.traffic;

import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.language.Fields;
import java.time.Duration;

/**
 * {@code network-reorder}: a share of the packets that the targets send overtakes those that were sent within a delay
 * before; all others arrive late by that delay. By netem.
 */
public final class NetworkReorder extends TrafficFault {

    @Override
    public String id() {
        return "network-reorder";
    }

    @Override
    public String harm() {
        return "some of what the targets send overtakes what they sent before";
    }

    @Override
    public Planner<TrafficPlan> read(Fields parameters) {
        double share = Share.read(parameters, "reorder");
        double correlation = parameters.ratio("correlation", 0);
        Duration delay = parameters.duration(
                "delay", Duration.ofMillis(1), Duration.ofSeconds(60), Duration.ofMillis(10));
        String words = "netem limit " + NetworkDelay.LIMIT_PACKETS + " delay " + delay.toMillis() + "ms reorder "
                + Impairment.percent(share) + Impairment.correlated(correlation);
        return new TrafficPlanner(this, Impairment.of(words, share), Towards.read(parameters));
    }

    @Override
    Evidence suffering(TrafficPlan plan, FaultContext context) {
        return each(plan, point -> {
            Datagrams datagrams = fromTarget(plan, point, context);
            Counters counters = counters(plan, point, context);
            String told = counters.requeued() + " packets of " + point.host() + " overtook others, "
                    + datagrams.arrived() + " of " + datagrams.sent() + " datagrams have arrived already";
            return counters.requeued() == 0 || datagrams.arrived() <= 0
                    ? Evidence.missing(told)
                    : Evidence.holds(told);
        });
    }
}
