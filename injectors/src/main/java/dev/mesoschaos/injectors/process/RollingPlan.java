package dev.mesoschaos.injectors.process;

import java.time.Duration;
import java.util.List;

/**
 * Which daemons are restarted one after another, and how carefully.
 *
 * @param processes which, in this order, by which signal
 * @param pace from when a daemon serves again to the end of the next one
 * @param peers names of all hosts with daemons of the kind, the targets among them
 * @param survivors how many of the peers must always serve
 */
public record RollingPlan(ProcessPlan processes, Duration pace, List<String> peers, int survivors) {

    /** How long one daemon may take to serve again, and others before it is ended. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    public RollingPlan {
        peers = List.copyOf(peers);
        if (survivors >= peers.size()) {
            throw new IllegalArgumentException("a restart takes one of " + peers.size() + " daemons away, so that "
                    + survivors + " survivors cannot be kept: at most " + (peers.size() - 1) + " can be asked for");
        }
    }

    /** How long all of it may take. */
    Duration longest() {
        return PATIENCE.plus(PATIENCE).plus(pace).multipliedBy(processes.daemons().size());
    }
}
