package dev.mesoschaos.workloads.framework;

import dev.mesoschaos.scenarios.model.AppSpec.Spread;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds places: each task goes to the least loaded rack, and there to the least loaded host, that has room. So the counts
 * of two racks differ by at most one where the room allows it.
 */
final class Placement {

    private final Map<String, Room> rooms = new LinkedHashMap<>();
    private final Map<String, List<Agent>> placed = new HashMap<>();
    private final Set<String> racks;

    private Placement(Collection<Room> rooms, Map<String, List<Agent>> placed, Set<String> racks) {
        rooms.forEach(room -> this.rooms.put(room.agent().id(), room));
        placed.forEach((app, agents) -> this.placed.put(app, new ArrayList<>(agents)));
        this.racks = racks;
    }

    /**
     * Places what can be placed; the rest stays out.
     *
     * @param placed where instances of each app are already
     * @param racks racks that are believed to be alive, also those without room now
     */
    static List<Launch> place(
            Collection<Room> rooms, List<Want> wants, Map<String, List<Agent>> placed, Set<String> racks) {
        Placement placement = new Placement(rooms, placed, racks);
        return wants.stream().map(placement::placeOne).flatMap(Optional::stream).toList();
    }

    /** How uneven instances lie, by what they are spread over: less is better, and only comparisons mean anything. */
    static long unevenness(List<Agent> agents, Spread spread) {
        Function<Agent, String> place = spread == Spread.HOST ? Agent::host : Agent::rack;
        if (spread == Spread.NONE) {
            return 0;
        }
        return counts(agents, place).values().stream().mapToLong(count -> (long) count * count).sum();
    }

    private Optional<Launch> placeOne(Want want) {
        List<Agent> peers = placed.computeIfAbsent(want.app(), app -> new ArrayList<>());
        Map<String, Integer> byRack = counts(peers, Agent::rack);
        Map<String, Integer> byHost = counts(peers, Agent::host);
        Comparator<Room> leastRack = Comparator.comparingInt(room -> byRack.getOrDefault(room.agent().rack(), 0));
        Comparator<Room> leastHost = Comparator.comparingInt(room -> byHost.getOrDefault(room.agent().host(), 0));
        Comparator<Room> mostFree = Comparator.comparingDouble(Room::cpus).reversed()
                .thenComparing(room -> room.agent().host());
        Comparator<Room> order = switch (want.spread()) {
            case RACK -> leastRack.thenComparing(leastHost).thenComparing(mostFree);
            case HOST -> leastHost.thenComparing(mostFree);
            case NONE -> mostFree;
        };
        Optional<Room> best = rooms.values().stream()
                .filter(room -> room.fits(want.need()) && want.mayRunIn(room.agent().rack()))
                .min(order)
                .filter(room -> !(want.patient() && betterRackMayCome(want, room.agent().rack(), byRack)));
        return best.map(room -> {
            OptionalInt port = room.portFor(want.task(), want.need());
            rooms.put(room.agent().id(), room.minus(want.need(), port));
            peers.add(room.agent());
            return new Launch(want, room.agent(), port);
        });
    }

    private boolean betterRackMayCome(Want want, String best, Map<String, Integer> byRack) {
        int count = byRack.getOrDefault(best, 0);
        return want.spread() == Spread.RACK
                && racks.stream().anyMatch(rack -> byRack.getOrDefault(rack, 0) < count);
    }

    private static Map<String, Integer> counts(List<Agent> agents, Function<Agent, String> place) {
        Map<String, Integer> counts = new HashMap<>();
        agents.forEach(agent -> counts.merge(place.apply(agent), 1, Integer::sum));
        return counts;
    }
}
