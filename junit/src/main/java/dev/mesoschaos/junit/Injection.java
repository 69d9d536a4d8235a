package dev.mesoschaos.junit;

import java.time.Instant;

/** A fault that bites, until it is undone. */
public final class Injection implements AutoCloseable {

    private final Chaos chaos;
    private final String step;
    private final Instant since;
    private boolean undone;

    Injection(Chaos chaos, String step, Instant since) {
        this.chaos = chaos;
        this.step = step;
        this.since = since;
    }

    /** Since when it is in effect, as verified. */
    public Instant since() {
        return since;
    }

    /**
     * Undoes it, and returns when that is verified. The second time does nothing.
     *
     * @throws ChaosException when it could not be undone or that could not be verified; then the run is DIRTY
     */
    public void undo() {
        if (!undone) {
            undone = true;
            chaos.undo(step);
        }
    }

    @Override
    public void close() {
        undo();
    }
}
