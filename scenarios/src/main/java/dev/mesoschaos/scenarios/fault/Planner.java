package dev.mesoschaos.scenarios.fault;

import dev.mesoschaos.scenarios.cluster.Capability;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A fault with its parameters, before its targets are known.
 *
 * @param <P> the fault's plan
 */
public interface Planner<P> {

    /** The type it belongs to. */
    FaultType<P> type();

    /** The mechanisms it can use, the best first, each with the capabilities it needs; an empty set needs nothing. */
    List<Set<Capability>> mechanisms();

    /** How the masters first see the loss of a target that is an agent, which decides the floor of rescheduling. */
    Visibility visibility();

    /** The same for a target that is a task's executor; empty when the fault cannot be aimed at executors. */
    default Optional<Visibility> onExecutors() {
        return Optional.empty();
    }

    /** Whether it is aimed at connections, and not at hosts. */
    default boolean onLinks() {
        return false;
    }

    /** How it is first seen what becomes of a target that is the leading master. */
    default Visibility onLeader() {
        return Visibility.NOTHING_LOST;
    }

    /** How it is first seen what becomes of targets that are ZooKeeper servers. */
    default Visibility onEnsemble() {
        return Visibility.NOTHING_LOST;
    }

    /**
     * The plan: who does what to whom. A pure function.
     *
     * @throws IllegalArgumentException when such targets make no sense for this fault; the message says why
     */
    P plan(Targets targets, Situation situation);

    /** The plan's commands or actions, one a line, for the journal, the report and dry runs. */
    List<String> describe(P plan);
}
