package dev.mesoschaos.testbed.proxy;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Which way data flow: from client to server is up, from server to client is down. */
enum Direction {
    UPSTREAM, DOWNSTREAM;

    /** The direction of this name, in any case. */
    static Optional<Direction> named(String name) {
        return Stream.of(values()).filter(direction -> direction.name().equalsIgnoreCase(name)).findFirst();
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
