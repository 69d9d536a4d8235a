package dev.mesoschaos.probes.probe;

import dev.mesoschaos.scenarios.journal.Event.Outcome;

/** A part of the control plane that can be asked; from many threads at the same time. */
interface Service extends AutoCloseable {

    /** Asks once, and waits for the answer no longer than it was made to. */
    Answer ask();

    @Override
    void close();

    /**
     * How a question ended.
     *
     * @param host who answered, as it is addressed; empty when nobody did
     */
    record Answer(Outcome outcome, String host) {}
}
