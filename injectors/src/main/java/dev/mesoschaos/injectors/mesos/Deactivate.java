package dev.mesoschaos.injectors.mesos;

import dev.mesoschaos.injectors.PlainPlanner;
import dev.mesoschaos.mesosclient.OperatorClient;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.fault.Resource;
import dev.mesoschaos.scenarios.fault.Visibility;
import dev.mesoschaos.scenarios.language.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code deactivate}: agents are offered to nobody any more; what runs on them goes on (mesos-facts 7). */
public final class Deactivate implements FaultType<AgentPlan> {

    @Override
    public String id() {
        return "deactivate";
    }

    @Override
    public String harm() {
        return "agents are offered to nobody any more, their tasks go on";
    }

    @Override
    public Class<AgentPlan> planType() {
        return AgentPlan.class;
    }

    @Override
    public Planner<AgentPlan> read(Fields parameters) {
        return new PlainPlanner<>(this, Visibility.NOTHING_LOST, Set.of(),
                (targets, situation) -> AgentPlan.of(AgentsOf.names(targets)),
                plan -> plan.hosts().stream().map(host -> host + ": DEACTIVATE_AGENT").toList());
    }

    @Override
    public List<Resource> resources(AgentPlan plan) {
        return Resource.of(Resource.Kind.AGENT_STATE, plan.hosts());
    }

    @Override
    public AgentPlan survey(AgentPlan plan, FaultContext context) {
        return plan.survey(context);
    }

    @Override
    public void inject(AgentPlan plan, FaultContext context) {
        plan.hosts().forEach(host -> Operator.ask(context, "deactivating the agent of " + host, client -> {
            client.agentControl().deactivate(AgentsOf.id(plan.ids().get(host)));
            return host;
        }));
    }

    @Override
    public Evidence verifyEffect(AgentPlan plan, FaultContext context) {
        return Operator.look(context, "looking at the agents", client -> effect(plan, context, client));
    }

    private static Evidence effect(AgentPlan plan, FaultContext context, OperatorClient client) {
        AgentsOf agents = AgentsOf.hosts(client, context.cluster().topology(), plan.hosts());
        List<String> wrong = new ArrayList<>();
        plan.ids().forEach((host, id) -> agents.find(host, id).ifPresentOrElse(
                agent -> {
                    if (!agent.getDeactivated() || agent.getOfferedResourcesCount() > 0) {
                        wrong.add(host + " is " + AgentPlan.state(agent)
                                + (agent.getOfferedResourcesCount() > 0 ? " and offered" : ""));
                    }
                },
                () -> wrong.add(host + " is not registered")));
        return wrong.isEmpty()
                ? Evidence.holds("deactivated, and nothing of theirs is offered: " + String.join(", ", plan.hosts()))
                : Evidence.missing(String.join(", ", wrong));
    }

    @Override
    public Evidence verifyHeld(AgentPlan plan, FaultContext context) {
        return verifyEffect(plan, context);
    }

    @Override
    public void undo(AgentPlan plan, FaultContext context) {
        Reactivation.of(plan, context, Operator.PATIENCE, agent -> !agent.hasDrainInfo());
    }

    @Override
    public Evidence verifyUndone(AgentPlan plan, FaultContext context) {
        return Reactivation.verify(plan, context);
    }
}
