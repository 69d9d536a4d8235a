package dev.mesoschaos.testbed.simulation;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** All simulated agents of one process. For one thread, which calls {@link #tick} often. */
final class Simulation {

    /** Marks simulated agents as an attribute, and the statuses of their tasks as a label; the value is {@code true}. */
    static final String MARK = "simulated";

    private final List<Member> members;

    /** An agent and the rack it says to stand in. */
    record Member(SimulatedAgent agent, String rack) {}

    /**
     * How the agents are.
     *
     * @param tasks how many are in each state, by its name
     */
    record Census(int agents, int registered, int cut, TreeMap<String, Integer> tasks) {}

    Simulation(List<Member> members) {
        this.members = List.copyOf(members);
    }

    void leader(Optional<String> address) {
        members.forEach(member -> member.agent.leader(address));
    }

    void tick() {
        members.forEach(member -> member.agent.tick());
    }

    /**
     * Cuts or heals the ways of all agents of a rack to the masters.
     *
     * @return how many agents there are in it
     */
    int cut(String rack, boolean now) {
        List<Member> chosen = members.stream().filter(member -> member.rack.equals(rack)).toList();
        chosen.forEach(member -> member.agent.uplink().cut(now));
        return chosen.size();
    }

    List<String> racks() {
        return members.stream().map(Member::rack).distinct().toList();
    }

    Census census() {
        TreeMap<String, Integer> tasks = new TreeMap<>();
        for (Member member : members) {
            member.agent.tasks().all().forEach(task -> tasks.merge(task.state().name(), 1, Integer::sum));
        }
        return new Census(
                members.size(),
                count(SimulatedAgent::isRegistered),
                count(agent -> agent.uplink().isCut()),
                tasks);
    }

    private int count(Predicate<SimulatedAgent> which) {
        return (int) members.stream().map(Member::agent).filter(which).count();
    }
}
