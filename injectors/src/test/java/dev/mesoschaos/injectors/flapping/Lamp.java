package dev.mesoschaos.injectors.flapping;

import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.HostCommand;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.fault.Resource;
import dev.mesoschaos.scenarios.fault.Situation;
import dev.mesoschaos.scenarios.fault.Targets;
import dev.mesoschaos.scenarios.fault.Visibility;
import dev.mesoschaos.scenarios.language.Fields;
import java.util.List;
import java.util.Set;

/** A fault that switches a lamp on at each of its hosts and off again, and keeps something in this process meanwhile. */
public final class Lamp implements FaultType<Lamp.Plan> {

    /** Where the lamps are. */
    public record Plan(List<String> hosts) {
        public Plan {
            hosts = List.copyOf(hosts);
        }
    }

    @Override
    public String id() {
        return "lamp";
    }

    @Override
    public String harm() {
        return "lamps are on";
    }

    @Override
    public Class<Plan> planType() {
        return Plan.class;
    }

    @Override
    public Planner<Plan> read(Fields parameters) {
        return new LampPlanner(this);
    }

    @Override
    public List<Resource> resources(Plan plan) {
        return Resource.of(Resource.Kind.PROCESSORS, plan.hosts());
    }

    @Override
    public void inject(Plan plan, FaultContext context) {
        context.keep(() -> {});
        for (String host : plan.hosts()) {
            if (!context.power(Shell.class).run(host, "lamp", "on").ok()) {
                throw new ClusterException("the lamp of " + host + " is broken");
            }
        }
    }

    @Override
    public Evidence verifyEffect(Plan plan, FaultContext context) {
        return context.power(Shell.class).run(plan.hosts().getFirst(), "lamp").stdout().equals("on")
                ? Evidence.holds("it shines")
                : Evidence.missing("it is dark");
    }

    @Override
    public List<HostCommand> undoOnHosts(Plan plan) {
        return plan.hosts().stream().map(host -> new HostCommand(host, List.of("lamp", "off"), "")).toList();
    }

    @Override
    public void undo(Plan plan, FaultContext context) {
        context.take();
    }

    @Override
    public Evidence verifyUndone(Plan plan, FaultContext context) {
        Evidence shines = verifyEffect(plan, context);
        return shines.holds() ? Evidence.missing(shines.detail()) : Evidence.holds(shines.detail());
    }

    private record LampPlanner(Lamp type) implements Planner<Plan> {

        @Override
        public List<Set<Capability>> mechanisms() {
            return List.of(Set.of());
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
            return List.of("lamps of " + plan.hosts());
        }
    }
}
