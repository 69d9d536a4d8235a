package dev.mesoschaos.injectors.mesos;

import dev.mesoschaos.scenarios.fault.FaultContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.mesos.v1.master.Protos.Response.GetAgents.Agent;

/**
 * Which agents an order is about.
 *
 * @param hosts names of their hosts
 * @param ids what Mesos calls them, by host; empty until the cluster was surveyed
 */
public record AgentPlan(List<String> hosts, Map<String, String> ids) {

    public AgentPlan {
        hosts = List.copyOf(hosts);
        ids = Map.copyOf(ids);
    }

    static AgentPlan of(List<String> hosts) {
        return new AgentPlan(hosts, Map.of());
    }

    /**
     * The same plan with the ids that the agents have now.
     *
     * @throws IllegalArgumentException when one is not registered, or is deactivated already: the undo could not tell that from
     *     what it is to undo
     */
    AgentPlan survey(FaultContext context) {
        AgentsOf agents = Operator.ask(context, "looking at the agents", client ->
                AgentsOf.hosts(client, context.cluster().topology(), hosts));
        Map<String, String> found = new LinkedHashMap<>();
        for (String host : hosts) {
            Agent agent = agents.of(host);
            if (agent.getDeactivated() || agent.hasDrainInfo()) {
                throw new IllegalArgumentException("the agent of " + host + " is " + state(agent)
                        + " already, and not by this run: reactivate it, or choose other targets");
            }
            found.put(host, AgentsOf.id(agent));
        }
        return new AgentPlan(hosts, found);
    }

    /** What masters make of an agent, in words. */
    static String state(Agent agent) {
        if (agent.hasDrainInfo()) {
            return agent.getDrainInfo().getState().name();
        }
        if (agent.getDeactivated()) {
            return "deactivated";
        }
        return agent.getActive() ? "active" : "disconnected";
    }
}
