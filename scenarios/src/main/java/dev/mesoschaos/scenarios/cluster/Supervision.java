package dev.mesoschaos.scenarios.cluster;

import java.util.List;

/**
 * How the one daemon of each host is found and supervised there: its Mesos master, Mesos agent or ZooKeeper server. Says
 * it as commands for the host's {@link Shell}, so that a host can let its daemon go by itself. Each is a pure function of
 * its arguments.
 */
public interface Supervision {

    /** Prints the id of the daemon's process, as processes of the host see it; nothing while there is none. */
    List<String> find(String host);

    /**
     * Keeps the daemon from being started again once it has ended. Idempotent.
     *
     * @param mark of letters, digits, hyphens and underscores: whose hold it is; a daemon may be held by several
     */
    List<String> hold(String host, String mark);

    /**
     * Ends a hold, whether there is one or not; a daemon that nobody else holds is started again within a second. Still
     * ends with 0 when the supervisor itself is gone.
     */
    List<String> release(String host, String mark);
}
