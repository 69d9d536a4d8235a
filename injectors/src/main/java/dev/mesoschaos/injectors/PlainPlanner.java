package dev.mesoschaos.injectors;

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
 * Plans of faults that have one mechanism, and nothing about them to be said in between.
 *
 * @param <P> the fault's plan
 * @param needs what the mechanism needs of the cluster; nothing, where every cluster has it
 * @param planned the plan for targets
 * @param words what a plan does, one a line
 */
public record PlainPlanner<P>(
        FaultType<P> type,
        Visibility visibility,
        Visibility onLeader,
        Set<Capability> needs,
        BiFunction<Targets, Situation, P> planned,
        Function<P, List<String>> words)
        implements Planner<P> {

    /** Of a fault that does nothing to who leads. */
    public PlainPlanner(
            FaultType<P> type,
            Visibility visibility,
            Set<Capability> needs,
            BiFunction<Targets, Situation, P> planned,
            Function<P, List<String>> words) {
        this(type, visibility, Visibility.NOTHING_LOST, needs, planned, words);
    }

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
