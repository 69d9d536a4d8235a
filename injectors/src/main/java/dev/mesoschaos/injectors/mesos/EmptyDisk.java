package dev.mesoschaos.injectors.mesos;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.DaemonControl;
import dev.mesoschaos.scenarios.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The disk of a host, emptied so that its agent registers as another one. */
final class EmptyDisk {

    private static final Duration TO_END = Duration.ofSeconds(5);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private EmptyDisk() {}

    /**
     * Ends the daemon and empties the disk. Nothing starts the daemon again.
     *
     * @throws ClusterException when the daemon does not end
     */
    static void of(String host, DaemonControl daemons, Clock clock) {
        daemons.supervise(host, false);
        kill(host, daemons);
        Instant deadline = clock.now().plus(TO_END);
        while (daemons.runs(host) && clock.now().isBefore(deadline)) {
            clock.pause(LOOK_EVERY);
        }
        daemons.wipe(host);
    }

    /** It may end by itself meanwhile, which is all that counts. */
    private static void kill(String host, DaemonControl daemons) {
        try {
            if (daemons.runs(host)) {
                daemons.signal(host, DaemonControl.Signal.KILL);
            }
        } catch (ClusterException e) {
            if (daemons.runs(host)) {
                throw e;
            }
        }
    }
}
