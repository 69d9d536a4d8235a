package dev.mesoschaos.scenarios.journal;

/** Where an injection is. Everything after {@link #PLANNED} and before {@link #UNDONE} is an open entry. */
public enum InjectionState {
    /** Written ahead; nothing has happened. */
    PLANNED,
    /** The hosts can undo it by themselves: their leases are armed. Only of faults that are made on hosts. */
    ARMED,
    /** The effect is about to be made; from here on it must be undone. */
    INJECTING,
    /** Verified: the fault bites. */
    ACTIVE,
    /** It could not be made, or was made and did not bite. */
    INEFFECTIVE,
    /** It was in effect, and was no more when its hold ended: for how long is not known. */
    LAPSED,
    UNDOING,
    /** Verified: nothing of it is left. */
    UNDONE,
    /** Could not be undone, or not verified: the run is DIRTY. */
    UNDO_FAILED
}
