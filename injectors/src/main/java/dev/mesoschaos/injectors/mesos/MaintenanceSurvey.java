package dev.mesoschaos.injectors.mesos;

import dev.mesoschaos.injectors.mesos.MaintenancePlan.Machine;
import dev.mesoschaos.mesosclient.OperatorClient;
import dev.mesoschaos.scenarios.fault.FaultContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.master.Protos.Response.GetAgents.Agent;

/** How the masters know the machines of a plan, and when its window begins. */
final class MaintenanceSurvey {

    private MaintenanceSurvey() {}

    /**
     * The plan, complete.
     *
     * @throws IllegalArgumentException when a machine has no agent, or is in somebody's schedule already
     */
    static MaintenancePlan of(MaintenancePlan plan, FaultContext context) {
        return Operator.ask(context, "looking at the maintenance schedule", client -> {
            MaintenancePlan surveyed = complete(plan, context, client);
            OwnWindow.taken(surveyed, client.maintenance().schedule()).ifPresent(machine -> {
                throw new IllegalArgumentException(machine.getHostname() + " (" + machine.getIp()
                        + ") is in the maintenance schedule already, and not by this run: choose other targets");
            });
            return surveyed;
        });
    }

    private static MaintenancePlan complete(MaintenancePlan plan, FaultContext context, OperatorClient client) {
        AgentsOf agents = AgentsOf.hosts(client, context.cluster().topology(), plan.hosts());
        List<Machine> machines = plan.hosts().stream().map(host -> machine(host, agents.of(host))).toList();
        Instant start = context.clock().now().plus(plan.in());
        return new MaintenancePlan(
                plan.hosts(), plan.in(), plan.length(), plan.down(), plan.holds(), machines, Optional.of(start));
    }

    private static Machine machine(String host, Agent agent) {
        String pid = agent.getPid();
        return new Machine(host, agent.getAgentInfo().getHostname(),
                pid.substring(pid.indexOf('@') + 1, pid.lastIndexOf(':')));
    }
}
