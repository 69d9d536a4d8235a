package dev.mesoschaos.injectors;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.HostCommand;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.fault.Resource;
import dev.mesoschaos.scenarios.language.Fields;
import java.util.List;

/** Any harm that one command does to a host and another one takes back. */
final class HostFault implements FaultType<HostFault.Plan> {

    /** Both commands, as text of sh. */
    record Plan(String host, String harm, String undo) {}

    @Override
    public String id() {
        return "host-fault";
    }

    @Override
    public String harm() {
        return "whatever the plan says";
    }

    @Override
    public Class<Plan> planType() {
        return Plan.class;
    }

    @Override
    public Planner<Plan> read(Fields parameters) {
        throw new UnsupportedOperationException("no scenario has it");
    }

    @Override
    public List<Resource> resources(Plan plan) {
        return List.of();
    }

    @Override
    public void inject(Plan plan, FaultContext context) {
        Shell.Result result = context.power(Shell.class).run(plan.host(), "sh", "-c", plan.harm());
        if (!result.ok()) {
            throw new ClusterException(plan.harm() + ": " + result.stderr());
        }
    }

    @Override
    public Evidence verifyEffect(Plan plan, FaultContext context) {
        throw new UnsupportedOperationException("tests look at hosts themselves");
    }

    @Override
    public List<HostCommand> undoOnHosts(Plan plan) {
        return List.of(new HostCommand(plan.host(), List.of("sh", "-c", plan.undo()), ""));
    }

    @Override
    public void undo(Plan plan, FaultContext context) {}

    @Override
    public Evidence verifyUndone(Plan plan, FaultContext context) {
        throw new UnsupportedOperationException("tests look at hosts themselves");
    }
}
