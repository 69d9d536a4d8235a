package dev.mesoschaos.injectors.mesos;

import dev.mesoschaos.mesosclient.MesosException;
import dev.mesoschaos.mesosclient.OperatorClient;
import dev.mesoschaos.scenarios.cluster.AllOf;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.mesos.v1.Protos.DrainState;
import org.apache.mesos.v1.master.Protos.Response.GetAgents.Agent;

/** The undo of drains and deactivations: agents are offered again (mesos-facts 1.3, statements 63 and 64). */
final class Reactivation {

    private static final int NOT_DEACTIVATED = 400;
    private static final int NOT_REGISTERED = 409;

    private Reactivation() {}

    /**
     * Reactivates the agents of a plan; none that is active, and none that somebody else put to rest.
     *
     * @param patience how long an agent may still be draining, which cannot be called off
     * @param isOurs whether a deactivated agent is so because of the plan
     * @throws ClusterException after the last agent, when some are not reactivated
     */
    static void of(AgentPlan plan, FaultContext context, Duration patience, Predicate<Agent> isOurs) {
        AllOf.run(plan.ids().entrySet().stream().map(entry -> () -> Operator.insist(
                context,
                "reactivating the agent of " + entry.getKey(),
                patience,
                client -> reactivate(client, context, entry.getKey(), entry.getValue(), isOurs))));
    }

    private static Optional<String> reactivate(
            OperatorClient client, FaultContext context, String host, String id, Predicate<Agent> isOurs) {
        Optional<Agent> agent = AgentsOf.hosts(client, context.cluster().topology(), List.of(host)).find(host, id);
        if (agent.isPresent()) {
            Agent known = agent.get();
            if (!known.getDeactivated() && !known.hasDrainInfo()) {
                return Optional.empty();
            }
            if (!isOurs.test(known)) {
                throw new ClusterException("the agent of " + host + " is " + AgentPlan.state(known)
                        + ", and not by this run: it is left as it is");
            }
            if (known.hasDrainInfo() && known.getDrainInfo().getState() == DrainState.DRAINING) {
                return Optional.of("it still drains; the end of a task may be unacknowledged by its framework");
            }
        }
        // One that is not registered may be deactivated all the same: masters do not show it, but remember it.
        return order(client, id);
    }

    private static Optional<String> order(OperatorClient client, String id) {
        try {
            client.agentControl().reactivate(AgentsOf.id(id));
            return Optional.empty();
        } catch (MesosException.Refused e) {
            boolean active = e.status() == NOT_DEACTIVATED && e.reason().contains("not deactivated");
            if (active || e.status() == NOT_REGISTERED) {
                return Optional.empty();
            }
            if (e.status() == NOT_DEACTIVATED && e.reason().contains("DRAINING")) {
                return Optional.of(e.reason());
            }
            throw e;
        }
    }

    /** Whether the agents of a plan are registered and at work again. */
    static Evidence verify(AgentPlan plan, FaultContext context) {
        return Operator.look(context, "looking at the agents", client -> {
            AgentsOf agents = AgentsOf.hosts(client, context.cluster().topology(), plan.hosts());
            List<String> wrong = new ArrayList<>();
            plan.ids().forEach((host, id) -> agents.find(host, id).ifPresentOrElse(
                    agent -> {
                        if (!agent.getActive() || agent.hasDrainInfo()) {
                            wrong.add(host + " is " + AgentPlan.state(agent));
                        }
                    },
                    () -> wrong.add(host + " is not registered")));
            return wrong.isEmpty()
                    ? Evidence.holds("active again: " + String.join(", ", plan.hosts()))
                    : Evidence.missing(String.join(", ", wrong));
        });
    }
}
