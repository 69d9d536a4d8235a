package dev.mesoschaos.scenarios.measure;

import dev.mesoschaos.scenarios.cluster.Facts;
import dev.mesoschaos.scenarios.fault.Visibility;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a floor is computed from, known before anything is injected.
 *
 * @param setbacks what the faults do that the objective is about
 */
public record FloorTerms(Facts facts, List<Setback> setbacks) {

    public FloorTerms {
        setbacks = List.copyOf(setbacks);
    }

    /** Of the setbacks that are seen in this way, the one that is over first: it sets the least time. */
    public Optional<Setback> first(Visibility visibility) {
        return setbacks.stream()
                .filter(setback -> setback.visibility() == visibility)
                .min(Comparator.comparing(Setback::hold));
    }
}
