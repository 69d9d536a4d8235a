package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.auth.Action;
import dev.mesoschaos.testbed.auth.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.master.Protos.Response.GetAgents;
import org.apache.mesos.v1.master.Protos.Response.GetExecutors;
import org.apache.mesos.v1.master.Protos.Response.GetFrameworks;
import org.apache.mesos.v1.master.Protos.Response.GetState;
import org.apache.mesos.v1.master.Protos.Response.GetTasks;
import org.apache.mesos.v1.scheduler.Protos.OfferConstraints;

/** The state of the cluster as the operator API shows it (mesos-facts 1.3), without what the caller may not see. */
final class Snapshots {

    private static final List<AgentInfo.Capability.Type> AGENT_CAPABILITIES = List.of(
            AgentInfo.Capability.Type.MULTI_ROLE,
            AgentInfo.Capability.Type.HIERARCHICAL_ROLE,
            AgentInfo.Capability.Type.RESERVATION_REFINEMENT,
            AgentInfo.Capability.Type.RESOURCE_PROVIDER,
            AgentInfo.Capability.Type.RESIZE_VOLUME,
            AgentInfo.Capability.Type.AGENT_OPERATION_FEEDBACK,
            AgentInfo.Capability.Type.AGENT_DRAINING,
            AgentInfo.Capability.Type.TASK_RESOURCE_LIMITS);

    private Snapshots() {}

    static GetState state(Cluster cluster, Caller caller) {
        return GetState.newBuilder()
                .setGetTasks(tasks(cluster, caller))
                .setGetExecutors(executors(cluster, caller))
                .setGetFrameworks(frameworks(cluster, caller))
                .setGetAgents(agents(cluster, caller))
                .build();
    }

    static GetTasks tasks(Cluster cluster, Caller caller) {
        GetTasks.Builder tasks = GetTasks.newBuilder();
        Stream.concat(cluster.frameworks().values().stream(), cluster.completedFrameworks().stream())
                .forEach(framework -> {
                    Predicate<Task> seen = task -> caller.sees(framework.info(), task);
                    framework.tasks().values().stream()
                            .map(TrackedTask::task)
                            .filter(seen)
                            .forEach(tasks::addTasks);
                    framework.unreachableTasks().values().stream().filter(seen).forEach(tasks::addUnreachableTasks);
                    framework.completedTasks().stream().filter(seen).forEach(tasks::addCompletedTasks);
                });
        return tasks.build();
    }

    /** Command tasks have an executor on their agent alone, so the master shows none of them. */
    static GetExecutors executors(Cluster cluster, Caller caller) {
        return GetExecutors.getDefaultInstance();
    }

    static GetAgents agents(Cluster cluster, Caller caller) {
        GetAgents.Builder agents = GetAgents.newBuilder().addAllRecoveredAgents(cluster.recovered().values());
        Map<String, List<OutstandingOffer>> offers = cluster.offers().values().stream()
                .collect(Collectors.groupingBy(OutstandingOffer::agentId));
        for (RegisteredAgent agent : cluster.agents().values()) {
            GetAgents.Agent shown = agent(agent).toBuilder()
                    .addAllAllocatedResources(used(agent.tasks().values()))
                    .addAllOfferedResources(offered(offers.getOrDefault(agent.key(), List.of())))
                    .build();
            agents.addAgents(visible(shown, caller));
        }
        return agents.build();
    }

    /** Resources of a role are shown to those alone who may see the role. */
    private static GetAgents.Agent visible(GetAgents.Agent agent, Caller caller) {
        if (caller.may(Action.VIEW_ROLES)) {
            return agent;
        }
        Predicate<Resource> seen = resource -> caller.seesRole(Roles.of(resource));
        return agent.toBuilder()
                .clearTotalResources()
                .addAllTotalResources(agent.getTotalResourcesList().stream().filter(seen).toList())
                .clearAllocatedResources()
                .addAllAllocatedResources(agent.getAllocatedResourcesList().stream().filter(seen).toList())
                .clearOfferedResources()
                .addAllOfferedResources(agent.getOfferedResourcesList().stream().filter(seen).toList())
                .build();
    }

    static GetAgents.Agent agent(RegisteredAgent agent) {
        GetAgents.Agent.Builder shown = GetAgents.Agent.newBuilder()
                .setAgentInfo(agent.info())
                .setActive(agent.isConnected())
                .setDeactivated(false)
                .setVersion(agent.version())
                .setPid(agent.pid())
                .setRegisteredTime(Cluster.time(agent.registeredNanos()))
                .addAllTotalResources(agent.total().unallocated());
        if (agent.reregisteredNanos() != agent.registeredNanos()) {
            shown.setReregisteredTime(Cluster.time(agent.reregisteredNanos()));
        }
        AGENT_CAPABILITIES.forEach(type -> shown.addCapabilities(AgentInfo.Capability.newBuilder().setType(type)));
        return shown.build();
    }

    static GetFrameworks frameworks(Cluster cluster, Caller caller) {
        GetFrameworks.Builder frameworks = GetFrameworks.newBuilder();
        cluster.frameworks().values().stream()
                .filter(framework -> caller.sees(framework.info()))
                .forEach(framework -> frameworks.addFrameworks(live(cluster, framework)));
        cluster.completedFrameworks().stream()
                .filter(framework -> caller.sees(framework.info()))
                .forEach(ended -> frameworks.addCompletedFrameworks(framework(ended)));
        return frameworks.build();
    }

    private static GetFrameworks.Framework live(Cluster cluster, Framework framework) {
        Predicate<OutstandingOffer> own = offer -> offer.claim().frameworkId().equals(framework.key());
        List<OutstandingOffer> offers = cluster.offers().values().stream().filter(own).toList();
        return framework(framework).toBuilder()
                .clearUnregisteredTime()
                .addAllOffers(offers.stream().map(OutstandingOffer::message).toList())
                .addAllAllocatedResources(used(framework.tasks().values()))
                .addAllOfferedResources(offered(offers))
                .build();
    }

    static GetFrameworks.Framework framework(Framework framework) {
        return GetFrameworks.Framework.newBuilder()
                .setFrameworkInfo(framework.info())
                .setActive(framework.isConnected())
                .setConnected(framework.isConnected())
                .setRecovered(framework.isRecovered())
                .setRegisteredTime(Cluster.time(framework.registeredNanos()))
                .setReregisteredTime(Cluster.time(framework.reregisteredNanos()))
                .setUnregisteredTime(Cluster.time(framework.unregisteredNanos()))
                .setOfferConstraints(OfferConstraints.getDefaultInstance())
                .build();
    }

    private static List<Resource> used(Iterable<TrackedTask> tasks) {
        Map<String, List<Resources>> byRole = new TreeMap<>();
        for (TrackedTask task : tasks) {
            if (task.holdsResources()) {
                byRole.computeIfAbsent(task.claim().role(), role -> new ArrayList<>()).add(task.resources());
            }
        }
        return messages(byRole);
    }

    private static List<Resource> offered(List<OutstandingOffer> offers) {
        Map<String, List<Resources>> byRole = new TreeMap<>();
        for (OutstandingOffer offer : offers) {
            byRole.computeIfAbsent(offer.claim().role(), role -> new ArrayList<>()).add(offer.resources());
        }
        return messages(byRole);
    }

    private static List<Resource> messages(Map<String, List<Resources>> byRole) {
        List<Resource> all = new ArrayList<>();
        byRole.forEach((role, parts) -> all.addAll(Resources.sum(parts).allocated(role, true)));
        return all;
    }
}
