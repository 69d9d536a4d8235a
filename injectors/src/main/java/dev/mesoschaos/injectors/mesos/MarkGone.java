package dev.mesoschaos.injectors.mesos;

import dev.mesoschaos.injectors.PlainPlanner;
import dev.mesoschaos.mesosclient.OperatorClient;
import dev.mesoschaos.scenarios.cluster.AllOf;
import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.DaemonControl;
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
import org.apache.mesos.v1.master.Protos.Response.GetAgents.Agent;

/**
 * {@code mark-gone}: agents are declared gone for ever, and end with all their tasks (mesos-facts 4.4-9, statement 50). The
 * undo empties their disks and starts them again: they come back as other agents.
 *
 * <p>No lease: an agent that is gone is told to end as often as it is started, and only the masters, whose registry no host
 * can change, decide that. All that a host could do by itself is to start it in vain. An emptied disk cannot be taken back
 * either, so that only a harness that has asked the masters may order it.
 */
public final class MarkGone implements FaultType<AgentPlan> {

    @Override
    public String id() {
        return "mark-gone";
    }

    @Override
    public String harm() {
        return "agents are marked gone: they end with all their tasks, and may never come back";
    }

    @Override
    public Class<AgentPlan> planType() {
        return AgentPlan.class;
    }

    @Override
    public Optional<String> irreversible() {
        return Optional.of("an agent that was marked gone comes back only without its disk, as another agent");
    }

    @Override
    public Planner<AgentPlan> read(Fields parameters) {
        return new PlainPlanner<>(this, Visibility.TASK_ENDS, Set.of(Capability.DAEMONS),
                (targets, situation) -> AgentPlan.of(AgentsOf.names(targets)),
                plan -> plan.hosts().stream().map(host -> host + ": MARK_AGENT_GONE").toList());
    }

    @Override
    public List<Resource> resources(AgentPlan plan) {
        return Stream.of(Resource.Kind.AGENT_STATE, Resource.Kind.DAEMON)
                .flatMap(kind -> Resource.of(kind, plan.hosts()).stream())
                .toList();
    }

    @Override
    public AgentPlan survey(AgentPlan plan, FaultContext context) {
        return plan.survey(context);
    }

    /** Not supervised, for an agent that is gone would only be started to be told again that it is. */
    @Override
    public void inject(AgentPlan plan, FaultContext context) {
        DaemonControl daemons = context.power(DaemonControl.class);
        plan.hosts().forEach(host -> daemons.supervise(host, false));
        plan.hosts().forEach(host -> Operator.ask(context, "marking the agent of " + host + " gone", client -> {
            client.agentControl().markGone(AgentsOf.id(plan.ids().get(host)));
            return host;
        }));
    }

    @Override
    public Evidence verifyEffect(AgentPlan plan, FaultContext context) {
        DaemonControl daemons = context.power(DaemonControl.class);
        return Operator.look(context, "looking at the agents", client -> {
            Set<String> gone = client.gone();
            List<String> there = plan.hosts().stream().filter(host -> !gone.contains(plan.ids().get(host))).toList();
            List<String> running = plan.hosts().stream().filter(daemons::runs).toList();
            List<String> tasks = AgentsOf.tasks(client, plan.ids().values());
            return there.isEmpty() && running.isEmpty() && tasks.isEmpty()
                    ? Evidence.holds("gone in the registry, ended, without a task: " + String.join(", ", plan.hosts()))
                    : Evidence.missing("not gone: " + there + ", still running: " + running + ", tasks left: " + tasks);
        });
    }

    @Override
    public Evidence verifyHeld(AgentPlan plan, FaultContext context) {
        return verifyEffect(plan, context);
    }

    /** Only disks of agents that are gone for certain are emptied. */
    @Override
    public void undo(AgentPlan plan, FaultContext context) {
        Operator.insist(context, "looking at the agents", Operator.PATIENCE, client -> {
            Set<String> gone = client.gone();
            AgentsOf now = AgentsOf.hosts(client, context.cluster().topology(), plan.hosts());
            AllOf.run(plan.ids().entrySet().stream().map(agent -> () -> {
                boolean another = now.find(agent.getKey()).filter(it -> !AgentsOf.id(it).equals(agent.getValue())).isPresent();
                bringBack(agent.getKey(), gone.contains(agent.getValue()) && !another, context);
            }));
            return Optional.empty();
        });
    }

    private static void bringBack(String host, boolean anew, FaultContext context) {
        DaemonControl daemons = context.power(DaemonControl.class);
        if (anew) {
            EmptyDisk.of(host, daemons, context.clock());
        }
        daemons.supervise(host, true);
        daemons.start(host);
    }

    @Override
    public Evidence verifyUndone(AgentPlan plan, FaultContext context) {
        return Operator.look(context, "looking at the agents", client -> active(plan, context, client));
    }

    private static Evidence active(AgentPlan plan, FaultContext context, OperatorClient client) {
        AgentsOf agents = AgentsOf.hosts(client, context.cluster().topology(), plan.hosts());
        List<String> away = plan.hosts().stream()
                .filter(host -> agents.find(host).filter(Agent::getActive).isEmpty())
                .toList();
        List<String> others = plan.hosts().stream()
                .filter(host -> agents.find(host).filter(agent -> !AgentsOf.id(agent).equals(plan.ids().get(host))).isPresent())
                .toList();
        return away.isEmpty()
                ? Evidence.holds("active: " + String.join(", ", plan.hosts()) + "; as other agents than before: " + others)
                : Evidence.missing("no agent is active on " + String.join(", ", away));
    }

    /** Agents start slowly when all do at the same time. */
    @Override
    public Duration undoneWithin(AgentPlan plan) {
        return Duration.ofMinutes(1);
    }
}
