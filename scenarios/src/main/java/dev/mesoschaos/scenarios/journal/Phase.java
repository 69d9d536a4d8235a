package dev.mesoschaos.scenarios.journal;

/** Where a run is. */
public enum Phase {
    OPENING,
    PREFLIGHT,
    STARTING,
    STEADY_STATE,
    METHOD,
    RECOVERY,
    CLOSING,
    ENDED
}
