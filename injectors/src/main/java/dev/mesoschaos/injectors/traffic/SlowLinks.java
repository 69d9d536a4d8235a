package dev.mesoschaos.injectors.traffic;

import dev.mesoschaos.injectors.toxiproxy.OwnToxics;
import dev.mesoschaos.scenarios.cluster.Links;
import dev.mesoschaos.scenarios.fault.FaultContext;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import java.util.Collections;
import java.util.List;

/** Toxics that delay what targets send through proxied links. */
final class SlowLinks implements Way {

    private final TrafficPlan plan;
    private final OwnToxics toxics;

    SlowLinks(TrafficPlan plan, FaultContext context) {
        this.plan = plan;
        this.toxics = new OwnToxics(context.power(Links.class).api(), plan.mark());
    }

    @Override
    public void make() {
        for (TrafficPlan.Leg leg : plan.legs()) {
            ToxicDirection direction = leg.upstream() ? ToxicDirection.UPSTREAM : ToxicDirection.DOWNSTREAM;
            toxics.add(leg.proxy(), proxy -> proxy.toxics()
                    .latency(toxics.name(direction), direction, (long) plan.amount())
                    .setJitter((long) plan.spread()));
        }
    }

    /** Takes the toxics back. */
    void remove() {
        toxics.remove();
    }

    @Override
    public List<String> there() {
        return Collections.nCopies(toxics.count(), "a toxic");
    }

    @Override
    public int complete() {
        return plan.legs().size();
    }
}
