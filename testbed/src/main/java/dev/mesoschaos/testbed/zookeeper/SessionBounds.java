package dev.mesoschaos.testbed.zookeeper;

import java.time.Duration;

/** Between which timeouts a server grants sessions. */
public final class SessionBounds {

    /** No session gets a shorter timeout. */
    public static final Duration LEAST = Duration.ofSeconds(1);

    /** No session gets a longer timeout. */
    public static final Duration MOST = Duration.ofSeconds(60);

    private SessionBounds() {}
}
