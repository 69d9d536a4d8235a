package dev.mesoschaos.testbed.proxy.toxic;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.EventExecutor;
import java.util.random.RandomGenerator;

/** What comes after a stage: the next stages, then the receiver. To be used on its event loop only. */
public interface Flow {

    /** Passes data on, and its ownership. */
    void pass(ByteBuf chunk);

    /** Passes on that the sender has said all. */
    void end();

    /** Closes the connection once the receiver has what was passed so far. */
    void close();

    /** Resets the connection on both sides at once. */
    void reset();

    /** The stage is no longer {@linkplain Stage#full() full}. */
    void relieved();

    /** Keeps time for the stage. */
    EventExecutor loop();

    /** The connection's own randomness, the same for the same seed. */
    RandomGenerator random();
}
