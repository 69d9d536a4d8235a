package dev.mesoschaos.scenarios.cluster;

import java.time.Instant;
import java.util.List;

/**
 * Power over the one daemon of each host: its Mesos master, Mesos agent or ZooKeeper server. It acts through the kernel,
 * so the daemon need not agree; tasks are processes of their own and are not touched. For tests of clusters, and for
 * faults that also wipe a disk; others use {@link Supervision}, which hosts can undo by themselves.
 */
public interface DaemonControl {

    /** What a process can be sent. */
    enum Signal {
        KILL,
        TERM,
        STOP,
        CONT,
        USR1
    }

    /**
     * Sends a signal to the daemon.
     *
     * @throws ClusterException when the daemon does not run
     */
    void signal(String host, Signal signal);

    /**
     * Whether the daemon is started again by itself, shortly after it ended; so it is with every host at first.
     *
     * @param startAgain false leaves a daemon that ends as it is, until {@link #start} or until this is true again
     */
    void supervise(String host, boolean startAgain);

    /** Starts the daemon on the disk as it is. Starting one that runs is no error. */
    void start(String host);

    /** Whether the daemon's process exists, be it stopped or not. */
    boolean runs(String host);

    /** How the daemon's processes ended so far, the oldest first; those that went with their host's power are not in it. */
    List<End> ends(String host);

    /**
     * Empties the host's disk.
     *
     * @throws ClusterException when the daemon runs
     */
    void wipe(String host);

    /**
     * The end of a process.
     *
     * @param status what it ended with: 0 to 127, or 128 plus the number of the signal that ended it
     */
    record End(Instant at, int status) {}
}
