package dev.mesoschaos.testbed.zookeeper;

import java.time.Duration;

/** Between which timeouts a server grants sessions, and how exactly it ends them. */
public final class SessionBounds {

    /** No session gets a shorter timeout. */
    public static final Duration LEAST = Duration.ofSeconds(1);

    /** No session gets a longer timeout. */
    public static final Duration MOST = Duration.ofSeconds(60);

    /** A server's unit of time where no other is asked for: sessions end on a whole one. */
    public static final Duration TICK = Duration.ofMillis(500);

    private SessionBounds() {}
}
