package dev.mesoschaos.testbed.proxy.toxic;

import io.netty.buffer.ByteBuf;

/** One step of the way of one connection's data in one direction. All calls come on the connection's event loop. */
public interface Stage {

    /** More data; the stage now owns the chunk, and passes it on, keeps it or releases it. */
    void data(ByteBuf chunk);

    /** The sender has said all; called at most once. */
    void end();

    /** Whether the sender should pause. The flow is told by {@link Flow#relieved()} when this turns false. */
    default boolean full() {
        return false;
    }

    /** The attributes change: passes on at once what is held. */
    default void interrupted() {}

    /** The toxic goes: passes on at once what is held, or ends a connection that has lost data. */
    default void removed() {
        interrupted();
    }

    /** The connection is gone: releases what is held, and stops timers. */
    default void discard() {}
}
