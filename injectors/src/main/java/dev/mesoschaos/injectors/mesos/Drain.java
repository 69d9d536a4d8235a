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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.Protos.DrainState;
import org.apache.mesos.v1.master.Protos.Response.GetAgents.Agent;

/**
 * {@code drain}: agents are emptied as before an upgrade: offered to nobody, all their tasks killed (mesos-facts 7). The
 * tasks do not come back with the undo; it is for their framework to have started others elsewhere.
 */
public final class Drain implements FaultType<DrainPlan> {

    /** How long frameworks may take to acknowledge the ends of their tasks, beyond the tasks' own time. */
    private static final Duration ACKNOWLEDGED = Duration.ofSeconds(30);

    @Override
    public String id() {
        return "drain";
    }

    @Override
    public String harm() {
        return "agents are drained: offered to nobody, and all their tasks are killed";
    }

    @Override
    public Class<DrainPlan> planType() {
        return DrainPlan.class;
    }

    @Override
    public Planner<DrainPlan> read(Fields parameters) {
        Duration grace = parameters.duration(
                "max-grace-period", Duration.ZERO, Duration.ofMinutes(10), Duration.ofSeconds(5));
        return new PlainPlanner<>(this, Visibility.TASKS_DRAINED, Set.of(),
                (targets, situation) -> new DrainPlan(AgentPlan.of(AgentsOf.names(targets)), grace),
                plan -> plan.on().hosts().stream()
                        .map(host -> host + ": DRAIN_AGENT with max_grace_period " + grace.toMillis() + " ms")
                        .toList());
    }

    @Override
    public List<Resource> resources(DrainPlan plan) {
        return Resource.of(Resource.Kind.AGENT_STATE, plan.on().hosts());
    }

    @Override
    public DrainPlan survey(DrainPlan plan, FaultContext context) {
        return new DrainPlan(plan.on().survey(context), plan.maxGracePeriod());
    }

    @Override
    public void inject(DrainPlan plan, FaultContext context) {
        plan.on().hosts().forEach(host -> Operator.ask(context, "draining the agent of " + host, client -> {
            client.agentControl().drain(
                    AgentsOf.id(plan.on().ids().get(host)), Optional.of(plan.maxGracePeriod()), false);
            return host;
        }));
    }

    @Override
    public Evidence verifyEffect(DrainPlan plan, FaultContext context) {
        return Operator.look(context, "looking at the agents", client -> effect(plan, context, client));
    }

    private static Evidence effect(DrainPlan plan, FaultContext context, OperatorClient client) {
        AgentsOf agents = AgentsOf.hosts(client, context.cluster().topology(), plan.on().hosts());
        List<String> wrong = new ArrayList<>();
        plan.on().ids().forEach((host, id) -> {
            Optional<Agent> agent = agents.find(host, id);
            if (agent.filter(plan::isMadeHere).filter(Drain::isEmpty).isEmpty()) {
                wrong.add(host + " is " + agent.map(AgentPlan::state).orElse("not registered"));
            }
        });
        List<String> left = AgentsOf.tasks(client, plan.on().ids().values());
        if (!left.isEmpty()) {
            wrong.add("still alive there: " + String.join(", ", left));
        }
        return wrong.isEmpty()
                ? Evidence.holds("DRAINED, without a task and offered to nobody: " + String.join(", ", plan.on().hosts()))
                : Evidence.missing(String.join(", ", wrong));
    }

    private static boolean isEmpty(Agent agent) {
        return agent.getDrainInfo().getState() == DrainState.DRAINED
                && agent.getDeactivated()
                && agent.getOfferedResourcesCount() == 0;
    }

    @Override
    public Evidence verifyHeld(DrainPlan plan, FaultContext context) {
        return verifyEffect(plan, context);
    }

    @Override
    public Duration effectWithin(DrainPlan plan) {
        return plan.maxGracePeriod().plus(ACKNOWLEDGED);
    }

    /** A drain cannot be called off: it is waited for. */
    @Override
    public void undo(DrainPlan plan, FaultContext context) {
        Reactivation.of(plan.on(), context, effectWithin(plan), plan::isMadeHere);
    }

    @Override
    public Evidence verifyUndone(DrainPlan plan, FaultContext context) {
        return Reactivation.verify(plan.on(), context);
    }
}
