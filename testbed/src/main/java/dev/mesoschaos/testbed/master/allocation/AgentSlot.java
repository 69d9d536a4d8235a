package dev.mesoschaos.testbed.master.allocation;

import org.apache.mesos.v1.Protos.AgentInfo;

/** An agent as the allocator sees it. */
final class AgentSlot {

    private final AgentInfo info;
    private Resources total;
    private Resources held = Resources.NONE;
    private boolean active = true;

    AgentSlot(AgentInfo info, Resources total) {
        this.info = info;
        this.total = total;
    }

    AgentInfo info() {
        return info;
    }

    Resources total() {
        return total;
    }

    void total(Resources now) {
        total = now;
    }

    boolean isActive() {
        return active;
    }

    void activate(boolean nowActive) {
        active = nowActive;
    }

    void give(Resources resources) {
        held = held.plus(resources);
    }

    void take(Resources resources) {
        held = held.minus(resources);
    }

    /** Revocable resources can vanish while they are in use; then less than nothing is free, which is nothing. */
    Resources free() {
        return total.lessAtMost(held);
    }
}
