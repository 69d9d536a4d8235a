package dev.mesoschaos.scenarios.model;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Which number of an indicator is meant.
 *
 * @param app only this app's tasks or requests, or all
 * @param percentile between 0 and 100; indicators that are no distribution ignore it; empty means their default
 */
public record Query(Optional<String> app, OptionalDouble percentile) {

    /** Everything, with the indicator's default percentile. */
    public static final Query ALL = new Query(Optional.empty(), OptionalDouble.empty());
}
