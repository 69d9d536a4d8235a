package dev.mesoschaos.scenarios.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Which number of an indicator is meant. What a key says is read only by indicators that take it.
 *
 * @param app only this app's tasks or requests, or all
 * @param percentile between 0 and 100; empty means the indicator's default
 * @param slo the share that was promised, of which an error budget is what is left to one; below 1
 * @param control the app that {@code app} is compared with
 * @param service the part of the control plane, one of {@link #SERVICES}
 * @param probe whose requests are meant, one of {@link #PROBES}; empty means those of the first
 * @param by what tells canaries apart, one of {@link #KINDS}: the worst group counts; empty means all together
 */
public record Query(
        Optional<String> app,
        OptionalDouble percentile,
        OptionalDouble slo,
        Optional<String> control,
        Optional<String> service,
        Optional<String> probe,
        Optional<String> by) {

    /** Parts of the control plane that can be asked. */
    public static final List<String> SERVICES = List.of("master-api", "zookeeper");

    /** Probes that ask apps. */
    public static final List<String> PROBES = List.of("http", "tcp");

    /** What canaries can be told apart by. */
    public static final List<String> KINDS = List.of("size", "role", "rack");

    /** Everything, with the indicator's default percentile. */
    public static final Query ALL = new Query(Optional.empty(), OptionalDouble.empty());

    /** Of an app, or all. */
    public Query(Optional<String> app, OptionalDouble percentile) {
        this(app, percentile, OptionalDouble.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The parts of a query. */
    public enum Key {
        APP,
        PERCENTILE,
        SLO,
        CONTROL,
        SERVICE,
        PROBE,
        BY;

        /** The word in scenario files. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
