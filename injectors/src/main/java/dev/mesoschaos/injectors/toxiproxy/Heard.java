package dev.mesoschaos.injectors.toxiproxy;

import java.time.Duration;

/**
 * How a conversation went.
 *
 * @param end how it ended
 * @param bytes how many came back
 * @param took from the first word to the last answer, or to the end when that came first
 */
record Heard(End end, long bytes, Duration took) {

    /** How a conversation ends. */
    enum End {
        /** Everything was answered. */
        ANSWERED,
        /** The other side closed the connection before that. */
        CLOSED,
        /** The other side reset the connection. */
        RESET,
        /** Nothing more came for as long as was waited. */
        SILENT,
        /** There was no connection. */
        REFUSED
    }

    boolean is(End one) {
        return end == one;
    }

    /** How much longer this took than another. */
    Duration longerThan(Heard other) {
        return took.minus(other.took);
    }
}
