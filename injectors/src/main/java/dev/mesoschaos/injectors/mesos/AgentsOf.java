package dev.mesoschaos.injectors.mesos;

import dev.mesoschaos.mesosclient.OperatorClient;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.cluster.Topology;
import dev.mesoschaos.scenarios.fault.Targets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.master.Protos.Response.GetAgents.Agent;

/** The agents of hosts, as the leading master has them at one moment. */
record AgentsOf(Map<String, Agent> byHost) {

    /** Looks at the registered agents of these hosts; a host without one is left out. */
    static AgentsOf hosts(OperatorClient client, Topology topology, List<String> names) {
        List<Agent> registered = client.agents().getAgentsList();
        Map<String, Agent> found = new LinkedHashMap<>();
        for (String name : names) {
            topology.host(name).flatMap(host -> registered.stream().filter(agent -> isOn(agent, host)).findFirst())
                    .ifPresent(agent -> found.put(name, agent));
        }
        return new AgentsOf(found);
    }

    /** Where links run through proxies, agents go by their address instead of their host's name. */
    private static boolean isOn(Agent agent, Host host) {
        return agent.getAgentInfo().getHostname().equalsIgnoreCase(host.name())
                || agent.getPid().endsWith("@" + host.service());
    }

    /**
     * The names of targets, all of which must be agents.
     *
     * @throws IllegalArgumentException when one is none
     */
    static List<String> names(Targets targets) {
        targets.hosts().stream().filter(host -> host.role() != Role.AGENT).findFirst().ifPresent(other -> {
            throw new IllegalArgumentException(other.name() + " is no agent: choose agents as the target");
        });
        return targets.names();
    }

    /**
     * The agent of a host.
     *
     * @throws IllegalArgumentException when the masters have none registered
     */
    Agent of(String host) {
        return find(host).orElseThrow(() -> new IllegalArgumentException("no agent of " + host
                + " is registered, or the harness may not see it: only registered agents can be targets"));
    }

    Optional<Agent> find(String host) {
        return Optional.ofNullable(byHost.get(host));
    }

    /** Whether this very agent is registered on its host, and not another that came after it. */
    Optional<Agent> find(String host, String id) {
        return find(host).filter(agent -> id(agent).equals(id));
    }

    static String id(Agent agent) {
        return agent.getAgentInfo().getId().getValue();
    }

    static AgentID id(String id) {
        return AgentID.newBuilder().setValue(id).build();
    }

    /** The tasks that are not over, of these agents, as the leading master knows them. */
    static List<String> tasks(OperatorClient client, Iterable<String> ids) {
        List<String> wanted = new ArrayList<>();
        ids.forEach(wanted::add);
        return client.tasks().getTasksList().stream()
                .filter(task -> wanted.contains(task.getAgentId().getValue()) && isAlive(task))
                .map(task -> task.getTaskId().getValue())
                .toList();
    }

    private static boolean isAlive(Task task) {
        return switch (task.getState()) {
            case TASK_STAGING, TASK_STARTING, TASK_RUNNING, TASK_KILLING, TASK_UNREACHABLE -> true;
            case TASK_FINISHED, TASK_FAILED, TASK_KILLED, TASK_ERROR, TASK_LOST, TASK_DROPPED, TASK_GONE,
                    TASK_GONE_BY_OPERATOR, TASK_UNKNOWN -> false;
        };
    }
}
