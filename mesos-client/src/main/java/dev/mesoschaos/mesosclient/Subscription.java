package dev.mesoschaos.mesosclient;

/** A subscription that keeps itself alive until it is closed. */
public interface Subscription extends AutoCloseable {

    /** Ends it. No event is delivered after this returns, unless it is called by the listener itself. */
    @Override
    void close();
}
