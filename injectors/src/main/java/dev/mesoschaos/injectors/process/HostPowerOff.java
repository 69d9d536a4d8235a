package dev.mesoschaos.injectors.process;

import dev.mesoschaos.injectors.PlainPlanner;
import dev.mesoschaos.injectors.Reachability;
import dev.mesoschaos.scenarios.cluster.AllOf;
import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.Power;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.fault.Resource;
import dev.mesoschaos.scenarios.fault.Visibility;
import dev.mesoschaos.scenarios.language.Fields;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** {@code host-power-off}: hosts lose their power, and get it back with the undo. */
public final class HostPowerOff implements FaultType<HostPowerOff.Plan> {

    /**
     * The plan.
     *
     * @param hosts names of the hosts
     */
    public record Plan(List<String> hosts) {
        public Plan {
            hosts = List.copyOf(hosts);
        }
    }

    @Override
    public String id() {
        return "host-power-off";
    }

    @Override
    public String harm() {
        return "hosts lose their power: everything on them stops at once, without a word";
    }

    @Override
    public Class<Plan> planType() {
        return Plan.class;
    }

    @Override
    public Planner<Plan> read(Fields parameters) {
        return new PlainPlanner<>(this, Visibility.AGENT_SILENT, Visibility.LEADER_SILENT, Set.of(Capability.POWER),
                (targets, situation) -> new Plan(targets.names()),
                plan -> plan.hosts().stream().map(host -> host + ": power off").toList());
    }

    @Override
    public List<Resource> resources(Plan plan) {
        return Resource.of(Resource.Kind.POWER, plan.hosts());
    }

    @Override
    public void inject(Plan plan, FaultContext context) {
        Power power = context.power(Power.class);
        plan.hosts().forEach(power::off);
    }

    @Override
    public Evidence verifyEffect(Plan plan, FaultContext context) {
        Power power = context.power(Power.class);
        List<String> on = plan.hosts().stream().filter(power::isOn).toList();
        List<String> answering = Reachability.reachable(context.cluster(), plan.hosts());
        return on.isEmpty() && answering.isEmpty()
                ? Evidence.holds("off, and their services do not answer: " + String.join(", ", plan.hosts()))
                : Evidence.missing("still on: " + on + ", still answering: " + answering);
    }

    @Override
    public Evidence verifyHeld(Plan plan, FaultContext context) {
        List<String> on = plan.hosts().stream().filter(context.power(Power.class)::isOn).toList();
        return on.isEmpty() ? Evidence.holds("") : Evidence.missing("somebody has switched them on: " + on);
    }

    @Override
    public void undo(Plan plan, FaultContext context) {
        Power power = context.power(Power.class);
        AllOf.atOnce(plan.hosts().stream().map(host -> () -> power.on(host)));
    }

    @Override
    public Evidence verifyUndone(Plan plan, FaultContext context) {
        Power power = context.power(Power.class);
        List<String> off = plan.hosts().stream().filter(host -> !power.isOn(host)).toList();
        List<String> answering = Reachability.reachable(context.cluster(), plan.hosts());
        return off.isEmpty() && answering.size() == plan.hosts().size()
                ? Evidence.holds("on, and their services answer: " + String.join(", ", plan.hosts()))
                : Evidence.missing("still off: " + off + ", answering: " + answering);
    }

    /** Hosts boot, and start their daemons, all at the same time. */
    @Override
    public Duration undoneWithin(Plan plan) {
        return Duration.ofMinutes(1);
    }
}
