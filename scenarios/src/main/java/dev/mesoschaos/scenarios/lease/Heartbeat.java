package dev.mesoschaos.scenarios.lease;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** Renews one lease in a thread of its own, so that a host that hangs keeps no other host's lease from being renewed. */
final class Heartbeat {

    /** Renewals in the length of a lease: two may fail. */
    private static final int BEATS = 3;

    private final Lease lease;
    private final Clock clock;
    private final Duration every;
    private final Consumer<String> lost;
    private final Thread thread;
    private volatile boolean stopped;

    /**
     * A heartbeat that has not begun.
     *
     * @param lost hears, at most once, why the fault is or soon will be gone from the host
     */
    Heartbeat(Lease lease, Clock clock, Consumer<String> lost) {
        this.lease = lease;
        this.clock = clock;
        this.every = lease.length().dividedBy(BEATS);
        this.lost = lost;
        this.thread = Thread.ofVirtual().name("lease-" + lease.host()).unstarted(this::beat);
    }

    /** Begins; the lease has just been armed. */
    void start() {
        thread.start();
    }

    /** Ends; whatever becomes of the lease now, nobody is told. */
    void stop() {
        stopped = true;
        thread.interrupt();
    }

    private void beat() {
        Instant renewed = clock.now();
        String trouble = "";
        while (clock.now().isBefore(renewed.plus(lease.length()))) {
            clock.pause(every);
            if (stopped) {
                return;
            }
            Instant asked = clock.now();
            try {
                lease.renew(every);
                renewed = asked;
            } catch (Lease.RunOutException e) {
                tell(e.getMessage());
                return;
            } catch (ClusterException e) {
                trouble = e.getMessage();
            }
        }
        tell("the lease on " + lease.host() + " could not be renewed, so the host undoes by itself: " + trouble);
    }

    private void tell(String why) {
        if (!stopped) {
            lost.accept(why);
        }
    }
}
