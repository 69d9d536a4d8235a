package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.master.allocation.Resources;
import dev.mesoschaos.testbed.master.registry.RegistryState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.master.Protos.Response.GetAgents;
import org.apache.mesos.v1.master.Protos.Response.GetExecutors;
import org.apache.mesos.v1.master.Protos.Response.GetFrameworks;
import org.apache.mesos.v1.master.Protos.Response.GetState;
import org.apache.mesos.v1.master.Protos.Response.GetTasks;

/** The state of the cluster as the operator API shows it (mesos-facts 1.3). */
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

    static GetState state(Cluster cluster) {
        return GetState.newBuilder()
                .setGetTasks(tasks(cluster))
                .setGetExecutors(GetExecutors.getDefaultInstance())
                .setGetFrameworks(frameworks(cluster))
                .setGetAgents(agents(cluster))
                .build();
    }

    static GetTasks tasks(Cluster cluster) {
        GetTasks.Builder tasks = GetTasks.newBuilder();
        Stream.concat(cluster.frameworks().values().stream(), cluster.completedFrameworks().stream())
                .forEach(framework -> {
                    framework.tasks().values().forEach(task -> tasks.addTasks(task.task()));
                    tasks.addAllUnreachableTasks(framework.unreachableTasks().values());
                    tasks.addAllCompletedTasks(framework.completedTasks());
                });
        return tasks.build();
    }

    static GetAgents agents(Cluster cluster) {
        GetAgents.Builder agents = GetAgents.newBuilder().addAllRecoveredAgents(cluster.recovered().values());
        Map<String, List<OutstandingOffer>> offers = cluster.offers().values().stream()
                .collect(Collectors.groupingBy(OutstandingOffer::agentId));
        for (RegisteredAgent agent : cluster.agents().values()) {
            RegistryState registry = cluster.registry();
            GetAgents.Agent.Builder shown = agent(registry, agent).toBuilder()
                    .setActive(agent.isConnected() && !registry.deactivated().contains(agent.key()));
            agents.addAgents(shown
                    .addAllAllocatedResources(used(agent.tasks().values()))
                    .addAllOfferedResources(offered(offers.getOrDefault(agent.key(), List.of()))));
        }
        return agents.build();
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
                .setReregisteredTime(Cluster.time(agent.reregisteredNanos()))
                .addAllTotalResources(agent.total().unallocated());
        Optional.ofNullable(registry.drains().get(agent.key())).ifPresent(shown::setDrainInfo);
        agent.drainsSince().ifPresent(nanos -> shown.setEstimatedDrainStartTime(
                Cluster.time(nanos / 1_000_000_000L * 1_000_000_000L)));
        AGENT_CAPABILITIES.forEach(type -> shown.addCapabilities(AgentInfo.Capability.newBuilder().setType(type)));
        return shown.build();
    }

    static GetFrameworks frameworks(Cluster cluster) {
        GetFrameworks.Builder frameworks = GetFrameworks.newBuilder();
        for (Framework framework : cluster.frameworks().values()) {
            GetFrameworks.Framework.Builder shown = framework(framework).toBuilder().clearUnregisteredTime();
            List<OutstandingOffer> offers = cluster.offers().values().stream()
                    .filter(offer -> offer.claim().frameworkId().equals(framework.key()))
                    .toList();
            offers.forEach(offer -> shown.addOffers(offer.message()));
            frameworks.addFrameworks(shown.addAllAllocatedResources(used(framework.tasks().values()))
                    .addAllOfferedResources(offered(offers)));
        }
        cluster.completedFrameworks().forEach(ended -> frameworks.addCompletedFrameworks(framework(ended)));
        return frameworks.build();
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
                .build();
    }

    private static List<Resource> used(Iterable<TrackedTask> tasks) {
        Map<String, List<Resources>> byRole = new HashMap<>();
        for (TrackedTask task : tasks) {
            if (task.holdsResources()) {
                byRole.computeIfAbsent(task.claim().role(), role -> new ArrayList<>()).add(task.resources());
            }
        }
        return messages(byRole);
    }

    private static List<Resource> offered(List<OutstandingOffer> offers) {
        Map<String, List<Resources>> byRole = new HashMap<>();
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
