package dev.mesoschaos.testbed.master;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the allocator knows of one claim. */
final class Claimant {

    private final Claim claim;
    private final Map<String, Resources> byAgent = new HashMap<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private boolean active;
    private boolean suppressed;

    /** No offer of that agent that is contained in the refused resources, until then. */
    private record Refusal(String agentId, Resources refused, long untilNanos) {}

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
        refusals.add(new Refusal(agentId, refused, untilNanos));
    }

    void forgetRefusals() {
        refusals.clear();
    }

    void forgetAgent(String agentId) {
        refusals.removeIf(refusal -> refusal.agentId.equals(agentId));
        byAgent.remove(agentId);
    }

    boolean wants(String agentId, Resources offer, long nowNanos) {
        refusals.removeIf(refusal -> refusal.untilNanos - nowNanos <= 0);
        return active
                && !suppressed
                && refusals.stream().noneMatch(refusal ->
                        refusal.agentId.equals(agentId) && refusal.refused.contains(offer));
    }

    void give(String agentId, Resources resources) {
        byAgent.merge(agentId, resources, Resources::plus);
    }

    void take(String agentId, Resources resources) {
        Resources rest = byAgent.getOrDefault(agentId, Resources.NONE).minus(resources);
        if (rest.isEmpty()) {
            byAgent.remove(agentId);
        } else {
            byAgent.put(agentId, rest);
        }
    }

    /** Offered and used resources by agent. */
    Map<String, Resources> allocations() {
        return byAgent;
    }
}
