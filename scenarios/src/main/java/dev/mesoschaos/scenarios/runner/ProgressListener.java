package dev.mesoschaos.scenarios.runner;

/** Hears where a run is, on one thread. */
@FunctionalInterface
public interface ProgressListener {

    /** Something changed, or a second has passed. */
    void progress(Progress progress);
}
