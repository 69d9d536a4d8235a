package dev.mesoschaos.scenarios.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What lets a Java process start quicker, such as a cache of classes.
 *
 * @param options for the JVM
 * @param first what must come first on the class path, in this order, because the options count on it
 */
public record QuickStart(List<String> options, List<Path> first) {

    /** Nothing does. */
    public static final QuickStart NONE = new QuickStart(List.of(), List.of());

    public QuickStart {
        options = List.copyOf(options);
        first = List.copyOf(first);
    }

    /** A class path with the same entries, those first that must be. */
    public List<Path> order(List<Path> classPath) {
        return Stream.concat(first.stream(), classPath.stream()).distinct().toList();
    }
}
