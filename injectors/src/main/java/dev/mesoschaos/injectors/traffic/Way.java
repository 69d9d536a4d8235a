package dev.mesoschaos.injectors.traffic;

import dev.mesoschaos.scenarios.fault.FaultContext;
import java.util.List;

/** A way to carry out a {@link TrafficPlan}. */
interface Way {

    /** The way the plan was made for. */
    static Way of(TrafficPlan plan, FaultContext context) {
        return switch (plan.means()) {
            case DISCIPLINES -> new Disciplines(plan, context);
            case FILTERS -> new LossyFilters(plan, context);
            case LINKS -> new SlowLinks(plan, context);
        };
    }

    /** Makes packets suffer. */
    void make();

    /** What of it is in place, as hosts or proxies say. */
    List<String> there();

    /** How many of those there should be. */
    int complete();
}
