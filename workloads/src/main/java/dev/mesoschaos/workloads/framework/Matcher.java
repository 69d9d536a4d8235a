package dev.mesoschaos.workloads.framework;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Brings what is wanted and what is offered together. */
final class Matcher {

    /** Long enough for another framework to take the offer, short enough to have it again for the next canaries. */
    private static final Duration REFUSE_SURPLUS = Duration.ofSeconds(1);
    private static final Duration REVIVE_EVERY = Duration.ofMillis(500);

    private final OfferPool pool;
    private final Fleet fleet;
    private final Slots slots;
    private final Canaries canaries;
    private final Consumer<Call> master;
    private Instant revived = Instant.EPOCH;

    Matcher(OfferPool pool, Fleet fleet, Slots slots, Canaries canaries, Consumer<Call> master) {
        this.pool = pool;
        this.fleet = fleet;
        this.slots = slots;
        this.canaries = canaries;
        this.master = master;
    }

    /** The launches that are possible now, those of apps before canaries; the offers they use leave the pool. */
    List<Call.Accept> match(Instant now) {
        List<Want> wants = wants(now);
        if (wants.isEmpty()) {
            return List.of();
        }
        Map<String, List<Agent>> placed = new HashMap<>(slots.placed());
        placed.put(Canary.APP, canaries.placed());
        Map<String, List<Launch>> byAgent = new LinkedHashMap<>();
        for (Launch launch : Placement.place(pool.rooms(), wants, placed, fleet.racks())) {
            byAgent.computeIfAbsent(launch.agent().id(), id -> new ArrayList<>()).add(launch);
        }
        return byAgent.entrySet().stream()
                .map(entry -> new Call.Accept(pool.take(entry.getKey()), entry.getValue()))
                .toList();
    }

    /** Asks for offers when something found no place, and gives back what is not needed when all is placed. */
    void settle(Instant now) {
        if (wants(now).isEmpty()) {
            List<String> surplus = pool.takeSurplus(fleet.size());
            if (!surplus.isEmpty()) {
                master.accept(new Call.Decline(surplus, REFUSE_SURPLUS));
            }
        } else if (!now.isBefore(revived.plus(REVIVE_EVERY))) {
            revived = now;
            master.accept(new Call.Revive());
        }
    }

    private List<Want> wants(Instant now) {
        List<Want> wants = new ArrayList<>(slots.wants(now));
        wants.addAll(canaries.wants(now));
        return wants;
    }
}
