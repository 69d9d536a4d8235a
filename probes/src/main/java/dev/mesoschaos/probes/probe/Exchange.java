package dev.mesoschaos.probes.probe;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.journal.Event.Outcome;
import java.util.function.Consumer;

/** A question that a user could put to an instance. Belongs to the thread of an {@link Outbound}. */
interface Exchange {

    /**
     * Asks, and returns at once.
     *
     * @param ended told once how it ended, at that moment; after the timeout at the latest
     */
    void ask(Address to, Consumer<Outcome> ended);
}
