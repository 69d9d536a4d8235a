package dev.mesoschaos.injectors.mesos;

import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.fault.Situation;
import dev.mesoschaos.scenarios.fault.Targets;
import dev.mesoschaos.scenarios.fault.Visibility;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Plans of orders to the masters.
 *
 * @param needs beyond the masters' own API, which every cluster has
 * @param planned the plan for targets
 * @param words what a plan orders, one a line
 */
record OrderPlanner<P>(
        FaultType<P> type,
        Visibility visibility,
        Set<Capability> needs,
        BiFunction<Targets, Situation, P> planned,
        Function<P, List<String>> words)
        implements Planner<P> {

    @Override
    public List<Set<Capability>> mechanisms() {
        return List.of(needs);
    }

    @Override
    public P plan(Targets targets, Situation situation) {
        return planned.apply(targets, situation);
    }

    @Override
    public List<String> describe(P plan) {
        return words.apply(plan);
    }
}
