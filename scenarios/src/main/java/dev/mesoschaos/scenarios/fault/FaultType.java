package dev.mesoschaos.scenarios.fault;

import dev.mesoschaos.scenarios.cluster.HostCommand;
import dev.mesoschaos.scenarios.language.Fields;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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

    /**
     * What no other fault may have while this one is open. A pure function of the plan; two faults that clash are refused
     * before either is injected.
     */
    List<Resource> resources(P plan);

    /**
     * Why the harm cannot be undone, as that of an agent that is marked gone. Such a fault is refused wherever the cluster
     * is not {@link dev.mesoschaos.scenarios.cluster.Environment#THROWAWAY}; its {@link #undo} then brings back what can be.
     *
     * @return empty when nothing of it is left after the undo
     */
    default Optional<String> irreversible() {
        return Optional.empty();
    }

    /**
     * Completes a plan with what inject and undo must know of the cluster as it is, such as the quota that the undo is to
     * bring back. Only looks; the result is on record before anything is changed.
     *
     * @throws IllegalArgumentException when the targets are in a state that the undo could not bring back; the message says
     *     which, and nothing is injected
     * @throws dev.mesoschaos.scenarios.cluster.ClusterException when the cluster cannot be asked
     */
    default P survey(P plan, FaultContext context) {
        return plan;
    }

    /**
     * Does the harm. May fail half-way: the undo is made in any case.
     *
     * <p>The context's shell reaches only hosts that {@link #undoOnHosts} has commands for, and ceases to when they have
     * undone by themselves.
     */
    void inject(P plan, FaultContext context);

    /** Whether the harm is really done, asked again until it holds or {@link #effectWithin} has passed. */
    Evidence verifyEffect(P plan, FaultContext context);

    /**
     * Whether the harm was there until its undo begins, asked once at the end of the hold. Not for harm that is over by its
     * nature once it was verified, such as the restart of a daemon.
     */
    default Evidence verifyHeld(P plan, FaultContext context) {
        return Evidence.holds("");
    }

    /** How long the harm may take to show. */
    default Duration effectWithin(P plan) {
        return Duration.ofSeconds(10);
    }

    /**
     * The commands that take the harm back on hosts. A pure function of the plan; the hosts themselves run them when the
     * harness is not heard of any more (package {@code lease}), which is all a fault need know of that.
     *
     * <p>Each is run, whatever became of those before. Idempotent: one that finds nothing to do, or its tool missing, ends
     * with 0; any other status is a failed undo, which is tried again. They touch only what this project owns.
     *
     * @return none when no harm is on hosts
     */
    default List<HostCommand> undoOnHosts(P plan) {
        return List.of();
    }

    /**
     * Takes back the harm that is not on hosts. Idempotent; "already gone" is success; touches only what this project
     * owns and refuses to remove anybody else's. Works from a new process that has only the plan.
     */
    void undo(P plan, FaultContext context);

    /** Whether nothing of the harm is left, asked again until it holds or {@link #undoneWithin} has passed. */
    Evidence verifyUndone(P plan, FaultContext context);

    /** How long the undo may take to show. */
    default Duration undoneWithin(P plan) {
        return Duration.ofSeconds(20);
    }
}
