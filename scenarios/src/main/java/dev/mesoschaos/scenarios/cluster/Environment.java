package dev.mesoschaos.scenarios.cluster;

/** How much a cluster matters to somebody; what cannot be undone is done on throwaway clusters only. */
public enum Environment {
    /** Nobody misses it: it was made for this run. */
    THROWAWAY,
    /** Somebody works with it. */
    STAGING,
    /** Users depend on it. */
    PRODUCTION
}
