package dev.mesoschaos.scenarios.language;

import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.model.Quantity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The mapping that holds the parameters of a fault or probe, or any other part of a scenario file, read strictly.
 *
 * <p>Each accessor reports a wrong type, unit or range with its location and what was expected. After the reader is
 * done, a key nobody asked for is an error that names the nearest key somebody did ask for; so ask for all keys always,
 * whatever their values are.
 */
public interface Fields {

    /** Where this mapping starts. */
    Location location();

    /** Whether the file has this key. */
    boolean has(String key);

    /** A text that must be there. */
    String text(String key);

    /** A text, or a default. */
    String text(String key, String otherwise);

    /** One of the given words, or the default; anything else is an error naming the nearest word. */
    String word(String key, String otherwise, List<String> words);

    /** A whole number within bounds that must be there. */
    int integer(String key, int min, int max);

    /** A whole number within bounds, or a default. */
    int integer(String key, int min, int max, int otherwise);

    /** A number within bounds, or a default. */
    double number(String key, double min, double max, double otherwise);

    /** A duration such as {@code 250ms}, {@code 5s}, {@code 2m}, {@code 1h} within bounds that must be there. */
    Duration duration(String key, Duration min, Duration max);

    /** A duration within bounds, or a default. */
    Duration duration(String key, Duration min, Duration max, Duration otherwise);

    /** A share such as {@code 99%}, given as 0.99, or a default. */
    double ratio(String key, double otherwise);

    /** A rate such as {@code 200/s}, given per second, or a default. */
    double ratePerSecond(String key, double max, double otherwise);

    /** A size such as {@code 512B}, {@code 64KB}, {@code 2GB}, of 1024 each as Mesos counts, that must be there. */
    long bytes(String key, long min, long max);

    /** A size, or a default. */
    long bytes(String key, long min, long max, long otherwise);

    /** A rate such as {@code 20MB/s} that must be there. */
    long bytesPerSecond(String key, long min, long max);

    /** A bandwidth such as {@code 10mbit} within bounds in bits per second that must be there. */
    long bitsPerSecond(String key, long min, long max);

    /** A bandwidth within bounds, or none. */
    OptionalLong bitsPerSecondIfAny(String key, long min, long max);

    /** {@code any}, {@code 2}, {@code 25%}, {@code minority} or {@code all}; or a default. */
    Quantity quantity(String key, Quantity otherwise);

    /** Text values by key, for flags. */
    Map<String, String> texts(String key);

    /** A mapping below this one. */
    Optional<Fields> fields(String key);

    /** A list of mappings below this one; empty when the key is missing. */
    List<Fields> list(String key);

    /** A fault below this one, written <code>{id: {parameters}}</code>, that must be there; empty when it is wrong. */
    Optional<Planner<?>> fault(String key);

    /** Reports a mistake the reader itself has found about a key. */
    InvalidScenario wrong(String key, String message);
}
