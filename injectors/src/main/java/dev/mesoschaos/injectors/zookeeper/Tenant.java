package dev.mesoschaos.injectors.zookeeper;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/** A group of members, and what can be put down to it. */
final class Tenant {

    private final String name;
    private final LongAdder answered = new LongAdder();
    private final LongAdder rejoined = new LongAdder();
    private final AtomicBoolean rejoining = new AtomicBoolean();

    Tenant(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /** One request was answered. */
    void answered() {
        answered.increment();
    }

    /** How many requests were answered since this was asked last. */
    long answeredSince() {
        return answered.sumThenReset();
    }

    /** How many members rejoined since this was asked last. */
    long rejoinedSince() {
        return rejoined.sumThenReset();
    }

    /** Lets a member rejoin unless another one does: opening a session takes two threads of this process. */
    void rejoin(Member member, Runnable after) {
        if (!rejoining.compareAndSet(false, true)) {
            after.run();
            return;
        }
        Thread.ofVirtual().name("rejoin").start(() -> {
            try {
                member.rejoin();
                rejoined.increment();
            } catch (ClusterException e) {
                // It has no session now; the next turn that falls on it tries again.
            } finally {
                rejoining.set(false);
                after.run();
            }
        });
    }
}
