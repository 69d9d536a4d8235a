package dev.mesoschaos.scenarios.journal;

/** Where events go. Safe to call from any thread; never blocks on slow readers. */
@FunctionalInterface
public interface Recorder {

    /** Appends an event. */
    void record(Event event);
}
