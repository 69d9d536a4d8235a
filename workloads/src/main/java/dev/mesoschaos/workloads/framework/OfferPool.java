package dev.mesoschaos.workloads.framework;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The offers that are held, so that what is due finds a place at once instead of at the next allocation.
 *
 * <p>No more than a share of the known agents are held, and few of very many, but one per rack at least; the rest goes back
 * to other frameworks.
 */
final class OfferPool {

    /** Enough to find a place at once; on a large cluster a share of it would starve others. */
    private static final int MOST_HELD = 32;

    private final double share;
    private final Map<String, Offered> byId = new LinkedHashMap<>();

    /** Holds up to a share, from 0 to 1, of the agents. */
    OfferPool(double share) {
        this.share = share;
    }

    void add(Offered offer) {
        byId.put(offer.id(), offer);
    }

    /** Forgets an offer the master took back; nothing happens when it is not held. */
    void rescinded(String offer) {
        byId.remove(offer);
    }

    /** Forgets the offers of an agent that is lost. */
    void lost(String agent) {
        byId.values().removeIf(offer -> offer.agent().id().equals(agent));
    }

    /** Forgets all: with the stream all offers are void. */
    void clear() {
        byId.clear();
    }

    /** What is free, agent by agent. */
    Collection<Room> rooms() {
        Map<String, Room> rooms = new LinkedHashMap<>();
        byId.values().forEach(offer -> rooms.merge(
                offer.agent().id(), Room.of(offer), (room, same) -> room.plus(offer)));
        return rooms.values();
    }

    /** Takes the ids of all offers of an agent out. */
    List<String> take(String agent) {
        List<String> taken = byId.values().stream()
                .filter(offer -> offer.agent().id().equals(agent))
                .map(Offered::id)
                .toList();
        byId.keySet().removeAll(taken);
        return taken;
    }

    /**
     * Takes out the ids of the offers that are more than may be held; racks with the most agents give first.
     *
     * @param agents how many agents are known
     */
    List<String> takeSurplus(int agents) {
        List<String> surplus = new ArrayList<>();
        List<Room> held = new ArrayList<>(rooms());
        int most = Math.min(MOST_HELD, (int) Math.ceil(agents * share));
        while (held.size() > most) {
            Map<String, Integer> perRack = new HashMap<>();
            held.forEach(room -> perRack.merge(room.agent().rack(), 1, Integer::sum));
            Room leastMissed = held.stream()
                    .filter(room -> perRack.get(room.agent().rack()) > 1)
                    .min(Comparator.comparingInt((Room room) -> -perRack.get(room.agent().rack()))
                            .thenComparingDouble(Room::cpus))
                    .orElse(null);
            if (leastMissed == null) {
                break;
            }
            held.remove(leastMissed);
            surplus.addAll(take(leastMissed.agent().id()));
        }
        return surplus;
    }
}
