package dev.mesoschaos.scenarios.fault;

import dev.mesoschaos.scenarios.language.Fields;
import java.time.Duration;

/**
 * One kind of harm, found by {@link java.util.ServiceLoader}. Has no state: all it needs to inject and to undo is in
 * the plan.
 *
 * @param <P> its plan: a record that Jackson can write and read
 */
public interface FaultType<P> {

    /** The word in scenario files: the class name's harm in kebab-case. */
    String id();

    /** The harm in one sentence, for documentation and reports. */
    String harm();

    /** The class of its plans, to read them back from a journal. */
    Class<P> planType();

    /** Reads the parameters of a scenario file. */
    Planner<P> read(Fields parameters);

    /** Does the harm. May fail half-way: {@link #undo} is called in any case. */
    void inject(P plan, FaultContext context);

    /** Whether the harm is really done, asked again until it holds or {@link #effectWithin} has passed. */
    Evidence verifyEffect(P plan, FaultContext context);

    /** How long the harm may take to show. */
    default Duration effectWithin(P plan) {
        return Duration.ofSeconds(10);
    }

    /**
     * Takes the harm back. Idempotent; "already gone" is success; touches only what this project owns and refuses to
     * remove anybody else's. Works from a new process that has only the plan.
     */
    void undo(P plan, FaultContext context);

    /** Whether nothing of the harm is left, asked again until it holds or {@link #undoneWithin} has passed. */
    Evidence verifyUndone(P plan, FaultContext context);

    /** How long the undo may take to show. */
    default Duration undoneWithin(P plan) {
        return Duration.ofSeconds(20);
    }
}
