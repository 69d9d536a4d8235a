package dev.mesoschaos.ci.broken;

import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.fault.Resource;
import dev.mesoschaos.scenarios.fault.Situation;
import dev.mesoschaos.scenarios.fault.Targets;
import dev.mesoschaos.scenarios.fault.Visibility;
import dev.mesoschaos.scenarios.language.Fields;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A fault that does nothing at all; each subclass says what is wrong with it. */
abstract class PretendedFault implements FaultType<PretendedFault.Plan> {

    private final String id;
    private final Set<Capability> needs;

    PretendedFault(String id, Set<Capability> needs) {
        this.id = id;
        this.needs = Set.copyOf(needs);
    }

    /** The hosts it pretends to harm. */
    record Plan(List<String> hosts) {
        Plan {
            hosts = List.copyOf(hosts);
        }
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String harm() {
        return "none: it only pretends";
    }

    @Override
    public Class<Plan> planType() {
        return Plan.class;
    }

    @Override
    public Planner<Plan> read(Fields parameters) {
        return new Pretence();
    }

    @Override
    public List<Resource> resources(Plan plan) {
        return List.of();
    }

    @Override
    public void inject(Plan plan, FaultContext context) {}

    @Override
    public Evidence verifyEffect(Plan plan, FaultContext context) {
        return Evidence.holds("pretended");
    }

    @Override
    public Duration effectWithin(Plan plan) {
        return Duration.ofMillis(200);
    }

    @Override
    public void undo(Plan plan, FaultContext context) {}

    @Override
    public Evidence verifyUndone(Plan plan, FaultContext context) {
        return Evidence.holds("there was nothing");
    }

    @Override
    public Duration undoneWithin(Plan plan) {
        return Duration.ofMillis(200);
    }

    private final class Pretence implements Planner<Plan> {

        @Override
        public FaultType<Plan> type() {
            return PretendedFault.this;
        }

        @Override
        public List<Set<Capability>> mechanisms() {
            return List.of(needs);
        }

        @Override
        public Visibility visibility() {
            return Visibility.NOTHING_LOST;
        }

        @Override
        public Plan plan(Targets targets, Situation situation) {
            return new Plan(targets.names());
        }

        @Override
        public List<String> describe(Plan plan) {
            return plan.hosts().stream().map(host -> host + ": nothing").toList();
        }
    }
}
