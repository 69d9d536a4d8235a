package dev.mesoschaos.scenarios.time;

import java.time.Duration;
import java.time.Instant;

/** Time as the harness sees it. Never goes backwards within one process, whatever is done to the machine's clock. */
public interface Clock {

    /** The present moment. */
    Instant now();

    /**
     * Waits; returns early when the thread is interrupted, leaving it interrupted.
     *
     * @param duration how long; nothing happens when it is not positive
     */
    void pause(Duration duration);

    /** The clock of this machine. */
    static Clock system() {
        return SystemClock.INSTANCE;
    }
}
