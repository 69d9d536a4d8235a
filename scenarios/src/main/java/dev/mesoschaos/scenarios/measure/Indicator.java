package dev.mesoschaos.scenarios.measure;

import dev.mesoschaos.scenarios.model.Query;
import dev.mesoschaos.scenarios.model.Unit;
import java.util.Optional;

/** A quantity computed from the journal: a pure function. Found by {@link java.util.ServiceLoader}. */
public interface Indicator {

    /** The word in scenario files. */
    String id();

    /** What it says, in one sentence, with what its population is. */
    String meaning();

    /** The unit of its number. */
    Unit unit();

    /** Its number over a stretch of time. */
    Measurement measure(Timeline timeline, Window window, Query query);

    /**
     * The least that the cluster's flags allow, given how the losses of this scenario are seen.
     *
     * @return empty when there is no such bound
     */
    default Optional<Floor> floor(FloorTerms terms) {
        return Optional.empty();
    }
}
