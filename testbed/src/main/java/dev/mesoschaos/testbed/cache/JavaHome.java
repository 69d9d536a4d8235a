package dev.mesoschaos.testbed.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A JDK and the form of cache that it offers.
 *
 * @param java its launcher
 * @param version as its {@code release} file says it, with vendor and build
 * @param feature 21, 25, ...
 */
record JavaHome(Path java, String version, int feature) {

    /** The first JDK that makes an AOT cache in one step; older ones have a dynamic CDS archive. */
    private static final int AOT_FEATURE = 25;

    /** JVM messages belong on standard error: standard output carries the announcement. */
    private static final List<String> MESSAGES = List.of("-Xlog:disable", "-Xlog:all=error:stderr");

    /** A cache that is moved to a random address is written to, so that each process has 20 MB of its own copy. */
    private static final List<String> IN_PLACE =
            List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0");

    /** What the training learnt of hot methods is not compiled at once: most of a short start runs cold. */
    private static final List<String> COMPILE_LATER = List.of("-XX:-AOTReplayTraining");

    /** Diagnostic options come and go with versions; without them processes only start slower. */
    private static final List<String> AS_FAR_AS_KNOWN = List.of("-XX:+IgnoreUnrecognizedVMOptions");

    static JavaHome of(Path java) throws IOException {
        Path release = java.toRealPath().getParent().resolveSibling("release");
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(release, UTF_8)) {
            properties.load(reader);
        }
        String version = unquoted(properties, "JAVA_VERSION");
        try {
            return new JavaHome(
                    java,
                    version + "/" + unquoted(properties, "JAVA_RUNTIME_VERSION") + "/" + unquoted(properties, "IMPLEMENTOR"),
                    Runtime.Version.parse(version).feature());
        } catch (IllegalArgumentException e) {
            throw new IOException(release + " tells no version: " + e.getMessage(), e);
        }
    }

    String cacheSuffix() {
        return feature >= AOT_FEATURE ? ".aot" : ".jsa";
    }

    /** What a training run must be started with; it writes the cache when it exits. */
    List<String> makeOptions(Path cache) {
        return feature >= AOT_FEATURE
                ? List.of("-XX:AOTCacheOutput=" + cache)
                : List.of("-XX:ArchiveClassesAtExit=" + cache);
    }

    List<String> useOptions(Path cache) {
        Stream<List<String>> options = feature >= AOT_FEATURE
                ? Stream.of(List.of("-XX:AOTCache=" + cache), AS_FAR_AS_KNOWN, IN_PLACE, COMPILE_LATER, MESSAGES)
                : Stream.of(List.of("-XX:SharedArchiveFile=" + cache), AS_FAR_AS_KNOWN, IN_PLACE, MESSAGES);
        return options.flatMap(List::stream).toList();
    }

    private static String unquoted(Properties properties, String name) {
        return properties.getProperty(name, "").replace("\"", "");
    }
}
