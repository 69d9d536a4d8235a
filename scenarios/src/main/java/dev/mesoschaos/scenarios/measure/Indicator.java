package dev.mesoschaos.scenarios.measure;

import dev.mesoschaos.scenarios.model.Query;
import dev.mesoschaos.scenarios.model.Unit;
import java.util.Optional;
import java.util.Set;

/** A quantity computed from the journal: a pure function. Found by {@link java.util.ServiceLoader}. */
public interface Indicator {

    /** The word in scenario files. */
    String id();

    /** What it says, in one sentence, with what its population is. */
    String meaning();

    /** The unit of its number. */
    Unit unit();

    /** What its queries may say. */
    default Set<Query.Key> takes() {
        return Set.of();
    }

    /** What its queries must say. */
    default Set<Query.Key> needs() {
        return Set.of();
    }

    /** Its number over a stretch of time. */
    Measurement measure(Timeline timeline, Window window, Query query);

    /**
     * What is due to the cluster's flags alone, given what the faults do that an objective is about.
     *
     * @return empty when there is no such bound
     */
    default Optional<Floor> floor(FloorTerms terms) {
        return Optional.empty();
    }
}
