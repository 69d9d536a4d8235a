package dev.mesoschaos.testbed.master;

/**
 * Decides when an agent is unreachable (mesos-facts section 5, "Ping timing"): a ping that is unanswered when the next
 * tick comes counts one, a pong sets the count back, and at the limit the agent is unreachable. The first tick is due at
 * admission, the others a ping timeout apart.
 */
final class PingObserver {

    private final int maxMisses;
    private boolean unanswered;
    private int misses;

    /** What a tick asks for. */
    enum Verdict {
        /** Send a ping. */
        PING,
        /** The agent is unreachable; a ping is due as well, should it stay registered. */
        UNREACHABLE
    }

    PingObserver(int maxMisses) {
        this.maxMisses = maxMisses;
    }

    Verdict tick() {
        if (unanswered) {
            misses++;
        }
        unanswered = true;
        return misses >= maxMisses ? Verdict.UNREACHABLE : Verdict.PING;
    }

    void pong() {
        unanswered = false;
        misses = 0;
    }
}
