package dev.mesoschaos.testbed.master.allocation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the allocator knows of one claim. */
final class Claimant {

    private final Claim claim;
    private final Map<String, Resources> byAgent = new HashMap<>();
    private final Map<String, List<Refusal>> refusals = new HashMap<>();
    private FrameworkProfile profile = FrameworkProfile.PLAIN;
    private boolean subscribed;
    private boolean active;
    private boolean suppressed;

    /** No offer that is contained in the refused resources, until then. */
    private record Refusal(Resources refused, long untilNanos) {}

    Claimant(Claim claim) {
        this.claim = claim;
    }

    Claim claim() {
        return claim;
    }

    FrameworkProfile profile() {
        return profile;
    }

    /** The framework has this role, and maybe wants nothing for it. */
    void subscribe(FrameworkProfile newProfile, boolean nowSuppressed) {
        subscribed = true;
        profile = newProfile;
        suppressed = nowSuppressed;
    }

    /** The framework gave the role up; what it holds for it stays. */
    void unsubscribe() {
        subscribed = false;
        refusals.clear();
    }

    void activate(boolean nowActive) {
        active = nowActive;
    }

    void suppress(boolean nowSuppressed) {
        suppressed = nowSuppressed;
    }

    void refuse(String agentId, Resources refused, long untilNanos) {
        refusals.computeIfAbsent(agentId, unknown -> new ArrayList<>()).add(new Refusal(refused, untilNanos));
    }

    void forgetRefusals() {
        refusals.clear();
    }

    void forgetAgent(String agentId) {
        refusals.remove(agentId);
        byAgent.remove(agentId);
    }

    boolean isHungry() {
        return subscribed && active && !suppressed;
    }

    boolean refuses(String agentId, Resources offer, long nowNanos) {
        List<Refusal> ofAgent = refusals.get(agentId);
        if (ofAgent == null) {
            return false;
        }
        ofAgent.removeIf(refusal -> refusal.untilNanos - nowNanos <= 0);
        return ofAgent.stream().anyMatch(refusal -> refusal.refused.contains(offer));
    }

    /** How many filters are in force. */
    int activeRefusals(long nowNanos) {
        refusals.values().forEach(all -> all.removeIf(refusal -> refusal.untilNanos - nowNanos <= 0));
        return refusals.values().stream().mapToInt(List::size).sum();
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
