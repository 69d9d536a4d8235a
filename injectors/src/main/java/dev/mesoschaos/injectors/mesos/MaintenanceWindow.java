package dev.mesoschaos.injectors.mesos;

import dev.mesoschaos.injectors.PlainPlanner;
import dev.mesoschaos.injectors.mesos.MaintenancePlan.Machine;
import dev.mesoschaos.mesosclient.OperatorClient;
import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.HostCommand;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.fault.Resource;
import dev.mesoschaos.scenarios.fault.Visibility;
import dev.mesoschaos.scenarios.language.Fields;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.MachineID;
import org.apache.mesos.v1.maintenance.Protos.ClusterStatus;
import org.apache.mesos.v1.master.Protos.Response.GetAgents.Agent;

/**
 * {@code maintenance-window}: machines are announced to be away, and offers and inverse offers say so; or they go down at
 * once, which ends their agents and all their tasks (mesos-facts 7, statements 60 to 62).
 */
public final class MaintenanceWindow implements FaultType<MaintenancePlan> {

    @Override
    public String id() {
        return "maintenance-window";
    }

    @Override
    public String harm() {
        return "machines are announced to be away for maintenance, or go down for it";
    }

    @Override
    public Class<MaintenancePlan> planType() {
        return MaintenancePlan.class;
    }

    @Override
    public Planner<MaintenancePlan> read(Fields parameters) {
        Duration in = parameters.duration("in", Duration.ZERO, Duration.ofDays(30), Duration.ZERO);
        Duration length = parameters.duration("length", Duration.ofSeconds(1), Duration.ofDays(30), Duration.ofHours(1));
        boolean down = parameters.word("machines", "announced", List.of("announced", "down")).equals("down");
        return new PlainPlanner<>(this, down ? Visibility.TASK_ENDS : Visibility.NOTHING_LOST,
                down ? Set.of(Capability.DAEMONS) : Set.of(),
                (targets, situation) -> {
                    List<String> hosts = AgentsOf.names(targets);
                    Holds holds = down ? Holds.on(hosts, situation) : Holds.NONE;
                    return new MaintenancePlan(hosts, in, length, down, holds, List.of(), Optional.empty());
                },
                plan -> plan.hosts().stream()
                        .map(host -> host + ": in the maintenance schedule in " + in.toSeconds() + " s for "
                                + length.toSeconds() + " s" + (down ? ", and down at once" : ""))
                        .toList());
    }

    @Override
    public List<Resource> resources(MaintenancePlan plan) {
        List<Resource> agents = Resource.of(Resource.Kind.AGENT_STATE, plan.hosts());
        return plan.down()
                ? Stream.concat(agents.stream(), Resource.of(Resource.Kind.DAEMON, plan.hosts()).stream()).toList()
                : agents;
    }

    @Override
    public MaintenancePlan survey(MaintenancePlan plan, FaultContext context) {
        return MaintenanceSurvey.of(plan, context);
    }

    /** As operators do, who stop what would only be refused by the masters again and again. */
    @Override
    public void inject(MaintenancePlan plan, FaultContext context) {
        Operator.ask(context, "scheduling maintenance", client -> {
            new OwnWindow(plan).put(client);
            return plan;
        });
        if (plan.down()) {
            plan.holds().make(context);
            Operator.ask(context, "starting maintenance", client -> {
                client.maintenance().start(plan.ids());
                return plan;
            });
        }
    }

    @Override
    public Evidence verifyEffect(MaintenancePlan plan, FaultContext context) {
        return Operator.look(context, "looking at the maintenance schedule", client -> effect(plan, context, client));
    }

    private static Evidence effect(MaintenancePlan plan, FaultContext context, OperatorClient client) {
        List<MachineID> scheduled = new OwnWindow(plan).scheduled(client.maintenance().schedule());
        ClusterStatus status = client.maintenance().status();
        List<MachineID> away = plan.down()
                ? status.getDownMachinesList()
                : status.getDrainingMachinesList().stream().map(ClusterStatus.DrainingMachine::getId).toList();
        String state = plan.down() ? "DOWN" : "DRAINING";
        List<String> missing = plan.machines().stream()
                .filter(machine -> scheduled.stream().noneMatch(machine::is) || away.stream().noneMatch(machine::is))
                .map(Machine::host)
                .toList();
        if (!missing.isEmpty()) {
            return Evidence.missing("not in the schedule, or not " + state + ": " + String.join(", ", missing));
        }
        List<String> registered = plan.down()
                ? List.copyOf(AgentsOf.hosts(client, context.cluster().topology(), plan.hosts()).byHost().keySet())
                : List.of();
        return registered.isEmpty()
                ? Evidence.holds("in the schedule, and " + state + ": " + String.join(", ", plan.hosts()))
                : Evidence.missing("DOWN, but their agents are still registered: " + String.join(", ", registered));
    }

    @Override
    public Evidence verifyHeld(MaintenancePlan plan, FaultContext context) {
        return verifyEffect(plan, context);
    }

    /** An agent that is let go before its window has ended is sent away by the masters, and started once more. */
    @Override
    public List<HostCommand> undoOnHosts(MaintenancePlan plan) {
        return plan.holds().end();
    }

    @Override
    public void undo(MaintenancePlan plan, FaultContext context) {
        Operator.insist(context, "ending maintenance", Operator.PATIENCE, client -> {
            new OwnWindow(plan).remove(client);
            return Optional.empty();
        });
    }

    @Override
    public Evidence verifyUndone(MaintenancePlan plan, FaultContext context) {
        return Operator.look(context, "looking at the maintenance schedule", client -> {
            List<MachineID> left = new OwnWindow(plan).scheduled(client.maintenance().schedule());
            if (!left.isEmpty()) {
                return Evidence.missing("still scheduled: " + left.stream().map(MachineID::getHostname).toList());
            }
            AgentsOf agents = AgentsOf.hosts(client, context.cluster().topology(), plan.hosts());
            List<String> away = plan.hosts().stream()
                    .filter(host -> agents.find(host).filter(Agent::getActive).isEmpty())
                    .toList();
            return away.isEmpty()
                    ? Evidence.holds("out of the schedule, and active: " + String.join(", ", plan.hosts()))
                    : Evidence.missing("out of the schedule, but not active: " + String.join(", ", away));
        });
    }

    /** Agents that were down start slowly when all do at the same time. */
    @Override
    public Duration undoneWithin(MaintenancePlan plan) {
        return Duration.ofMinutes(1);
    }
}
