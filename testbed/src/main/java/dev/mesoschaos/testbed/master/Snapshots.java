package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.auth.Action;
import dev.mesoschaos.testbed.auth.Caller;
import dev.mesoschaos.testbed.master.registry.RegistryState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** Those of task groups; command tasks have an executor on their agent alone, so the master shows none of them. */
    static GetExecutors executors(Cluster cluster, Caller caller) {
        GetExecutors.Builder executors = GetExecutors.newBuilder();
        for (RegisteredAgent agent : cluster.agents().values()) {
            agent.executors().forEach((key, executor) -> {
                boolean seen = cluster.framework(key.frameworkId().getValue())
                        .filter(framework -> caller.sees(framework.info(), executor.info()))
                        .isPresent();
                if (seen) {
                    executors.addExecutors(GetExecutors.Executor.newBuilder()
                            .setExecutorInfo(executor.info())
                            .setAgentId(agent.id()));
                }
            });
        }
        return executors.build();
    }

    static GetAgents agents(Cluster cluster, Caller caller) {
        GetAgents.Builder agents = GetAgents.newBuilder().addAllRecoveredAgents(cluster.recovered().values());
        Map<String, List<OutstandingOffer>> offers = cluster.offers().values().stream()
                .collect(Collectors.groupingBy(OutstandingOffer::agentId));
        for (RegisteredAgent agent : cluster.agents().values()) {
            GetAgents.Agent shown = agent(cluster.registry(), agent).toBuilder()
                    .setActive(cluster.isActive(agent))
                    .addAllAllocatedResources(Holding.messages(agent.holdings()))
                    .addAllOfferedResources(Holding.messages(
                            offers.getOrDefault(agent.key(), List.of()).stream().map(OutstandingOffer::holding)))
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

    /** As AGENT_ADDED has it, which calls deactivated agents active (mesos-facts 14.1, "Odds"). */
    static GetAgents.Agent agent(RegistryState registry, RegisteredAgent agent) {
        GetAgents.Agent.Builder shown = GetAgents.Agent.newBuilder()
                .setAgentInfo(agent.info())
                .setActive(agent.isConnected())
                .setDeactivated(registry.deactivated().contains(agent.key()))
                .setVersion(agent.version())
                .setPid(agent.pid())
                .setRegisteredTime(Cluster.time(agent.registeredNanos()))
                .addAllTotalResources(agent.total().unallocated());
        Optional.ofNullable(registry.drains().get(agent.key())).ifPresent(shown::setDrainInfo);
        agent.drainsSince().ifPresent(nanos -> shown.setEstimatedDrainStartTime(
                Cluster.time(nanos / 1_000_000_000L * 1_000_000_000L)));
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
        List<OutstandingOffer> own = cluster.offers().values().stream()
                .filter(offer -> offer.claim().frameworkId().equals(framework.key()))
                .toList();
        return framework(framework).toBuilder()
                .clearUnregisteredTime()
                .addAllOffers(own.stream().map(OutstandingOffer::message).toList())
                .addAllAllocatedResources(Holding.messages(cluster.holdings(framework)))
                .addAllOfferedResources(Holding.messages(own.stream().map(OutstandingOffer::holding)))
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
                .setOfferConstraints(framework.constraints())
                .build();
    }
}
