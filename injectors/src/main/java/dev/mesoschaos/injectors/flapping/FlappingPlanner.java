package dev.mesoschaos.injectors.flapping;

import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.fault.Situation;
import dev.mesoschaos.scenarios.fault.Targets;
import dev.mesoschaos.scenarios.fault.Visibility;
import dev.mesoschaos.scenarios.journal.JournalJson;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Plans the flapping of a fault as that fault itself plans.
 *
 * @param <P> the inner fault's plan
 */
record FlappingPlanner<P>(Flapping type, Planner<P> inner, Duration period, double duty)
        implements Planner<FlappingPlan> {

    @Override
    public List<Set<Capability>> mechanisms() {
        return inner.mechanisms();
    }

    @Override
    public Visibility visibility() {
        return inner.visibility();
    }

    @Override
    public boolean onLinks() {
        return inner.onLinks();
    }

    @Override
    public Visibility onLeader() {
        return inner.onLeader();
    }

    @Override
    public Visibility onEnsemble() {
        return inner.onEnsemble();
    }

    @Override
    public FlappingPlan plan(Targets targets, Situation situation) {
        FaultType<P> fault = inner.type();
        return new FlappingPlan(
                fault.id(),
                JournalJson.mapper().valueToTree(inner.plan(targets, situation)),
                period,
                duty);
    }

    @Override
    public List<String> describe(FlappingPlan plan) {
        Inner<?> planned = Inner.of(plan);
        String rhythm = "for " + plan.on().toMillis() + " ms of every " + plan.period().toMillis() + " ms:";
        return Stream.concat(Stream.of(rhythm), describe(planned).stream()).toList();
    }

    private List<String> describe(Inner<?> planned) {
        return inner.describe(inner.type().planType().cast(planned.plan()));
    }
}
