package dev.mesoschaos.mesosclient;

import java.util.List;
import java.util.function.Consumer;

/**
 * Whom to ask first. What it names need not lead: a master that does not lead redirects to the one that does.
 *
 * <p>Implementations are safe for use by many threads.
 */
public interface LeaderSource {

    /**
     * The address to try now. May wait a short time until a first one is known.
     *
     * @throws MesosException.Unavailable when no master is known at the moment
     */
    MasterAddress current();

    /** Says that {@code address} did not lead to an answer, so that {@link #current} names another if there is one. */
    void suspect(MasterAddress address);

    /** Says that {@code leader} answered as the leading master. */
    default void confirmed(MasterAddress leader) {}

    /**
     * Calls {@code listener} each time that another master is known to lead, until the result is closed. A source that is
     * not told of elections never calls it.
     */
    default Subscription onElection(Consumer<ElectedMaster> listener) {
        return () -> {};
    }

    /**
     * A fixed list of masters, asked in turn; the one that answered last as leader is asked first.
     *
     * @throws IllegalArgumentException when the list is empty
     */
    static LeaderSource of(List<MasterAddress> masters) {
        return new FixedMasters(masters);
    }
}
