package dev.mesoschaos.testbed.master;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the allocator knows of one claim. */
final class Claimant {

    private final Claim claim;
    private final Map<String, Resources> byAgent = new HashMap<>();
    private final Map<String, Long> held = new HashMap<>();
    private final Map<String, List<Refusal>> refusals = new HashMap<>();
    private boolean active;
    private boolean suppressed;

    /** No offer of that agent that is contained in the refused resources, until then. */
    private record Refusal(Resources refused, long untilNanos) {}

    Claimant(Claim claim, boolean suppressed) {
        this.claim = claim;
        this.suppressed = suppressed;
    }

    Claim claim() {
        return claim;
    }

    void activate(boolean nowActive) {
        active = nowActive;
    }

    void suppress(boolean nowSuppressed) {
        suppressed = nowSuppressed;
    }

    void refuse(String agentId, Resources refused, long untilNanos) {
        List<Refusal> here = refusals.computeIfAbsent(agentId, id -> new ArrayList<>());
        here.removeIf(old -> old.untilNanos - untilNanos <= 0 && refused.contains(old.refused));
        here.add(new Refusal(refused, untilNanos));
    }

    void forgetRefusals() {
        refusals.clear();
    }

    void forgetAgent(String agentId) {
        refusals.remove(agentId);
        count(byAgent.getOrDefault(agentId, Resources.NONE), -1);
        byAgent.remove(agentId);
    }

    boolean wants(String agentId, Resources offer, long nowNanos) {
        List<Refusal> here = refusals.getOrDefault(agentId, List.of());
        return active
                && !suppressed
                && here.stream().noneMatch(refusal ->
                        refusal.untilNanos - nowNanos > 0 && refusal.refused.contains(offer));
    }

    void give(String agentId, Resources resources) {
        byAgent.merge(agentId, resources, Resources::plus);
        count(resources, 1);
    }

    void take(String agentId, Resources resources) {
        count(resources, -1);
        Resources rest = byAgent.getOrDefault(agentId, Resources.NONE).minus(resources);
        if (rest.isEmpty()) {
            byAgent.remove(agentId);
        } else {
            byAgent.put(agentId, rest);
        }
    }

    private void count(Resources resources, int sign) {
        resources.milli().forEach((name, milli) -> held.merge(name, sign * milli, Long::sum));
    }

    /** All scalars that are offered and used, in thousandths. */
    Map<String, Long> held() {
        return held;
    }

    /** Offered and used resources by agent. */
    Map<String, Resources> allocations() {
        return byAgent;
    }
}
