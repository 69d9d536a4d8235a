package dev.mesoschaos.scenarios.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** The wish to end a run early: by a stop condition, a person, or the death of the harness. The first reason stays. */
public final class Abort {

    private final AtomicReference<String> reason = new AtomicReference<>();
    private final CountDownLatch requested = new CountDownLatch(1);

    /** Asks for the end. */
    public void request(String why) {
        reason.compareAndSet(null, why);
        requested.countDown();
    }

    /** Why the run must end, when it must. */
    public Optional<String> reason() {
        return Optional.ofNullable(reason.get());
    }

    /**
     * Waits; cut short by an abort.
     *
     * @throws AbortedException at once when the run must end
     */
    void pause(Duration duration) {
        try {
            if (requested.await(Math.max(0, duration.toNanos()), TimeUnit.NANOSECONDS)) {
                throw new AbortedException(reason.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AbortedException("interrupted");
        }
    }

    /** Unwinds a run to its undo. */
    static final class AbortedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        AbortedException(String reason) {
            super(reason);
        }
    }
}
