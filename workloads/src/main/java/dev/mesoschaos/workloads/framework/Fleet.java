package dev.mesoschaos.workloads.framework;

import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.cluster.Topology;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which agents there are and which of them the master holds for lost, by what the framework heard. */
final class Fleet {

    private final Map<String, String> racks = new HashMap<>();
    private final Map<String, Agent> byId = new HashMap<>();
    private final Set<String> active = new HashSet<>();
    private final Set<String> lost = new HashSet<>();

    Fleet(Topology topology) {
        topology.of(Role.AGENT).forEach((Host host) -> racks.put(host.name(), host.rack()));
    }

    /** An offer or a task of an agent was heard of; true when that is news. */
    boolean present(Agent agent) {
        byId.put(agent.id(), agent);
        racks.put(agent.host(), agent.rack());
        lost.remove(agent.host());
        return active.add(agent.host());
    }

    /** The master holds an agent for lost; its host when that is news. */
    Optional<String> absent(String agentId) {
        return Optional.ofNullable(byId.get(agentId)).map(Agent::host).filter(host -> {
            active.remove(host);
            return lost.add(host);
        });
    }

    Optional<Agent> agent(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Hosts of the agents that the master holds for lost, in order. */
    List<String> lost() {
        return lost.stream().sorted().toList();
    }

    /** How many agents are not lost, those included that were not heard of yet. */
    int size() {
        return racks.size() - lost.size();
    }

    /** Racks with an agent that is not lost. */
    Set<String> racks() {
        return racks.entrySet().stream()
                .filter(host -> !lost.contains(host.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toUnmodifiableSet());
    }
}
