package dev.mesoschaos.injectors.network;

import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import java.util.Collection;
import java.util.List;

/** A way to carry out a {@link PartitionPlan}. */
interface Cut {

    /** The way the plan was made for. */
    static Cut of(PartitionPlan plan, FaultContext context) {
        return plan.drops().isEmpty() ? new CutLinks(plan, context) : new CutHosts(plan, context);
    }

    /** Makes the cut. */
    void make();

    /** Whether the whole cut is there, by what the hosts or proxies themselves say. */
    Evidence made();

    /** Names of hosts on the small side that answer here all the same. */
    Collection<String> answering();

    /** What is left of the cut. */
    List<String> left();
}
