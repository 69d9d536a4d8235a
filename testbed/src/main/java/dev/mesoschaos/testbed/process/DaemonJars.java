package dev.mesoschaos.testbed.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/**
 * The jars that daemons need, out of a class path that also has those of whoever starts them: a JVM opens each of them
 * before it does anything else, and the class cache depends on all of them.
 */
public final class DaemonJars {

    /** Written by the build: {@code ./ARTIFACT.jar}, joined by colons. */
    private static final String LIST = "/dev/mesoschaos/testbed/jars";

    private DaemonJars() {}

    /**
     * Of a class path, in its order, what is needed. That is all of it when the testbed itself is a directory of
     * classes, and when a jar it needs is not there under its name.
     */
    public static List<Path> of(List<Path> classPath) {
        Path testbed = source(DaemonJars.class);
        if (Files.isDirectory(testbed)) {
            return List.copyOf(classPath);
        }
        if (source(LoggerFactory.class).equals(testbed)) {
            return List.of(testbed);
        }
        return select(classPath, testbed, artifacts()).orElse(List.copyOf(classPath));
    }

    static Optional<List<Path>> select(List<Path> classPath, Path testbed, List<String> artifacts) {
        List<Pattern> names = artifacts.stream()
                .map(artifact -> Pattern.compile(Pattern.quote(artifact) + "(-\\d.*)?\\.jar"))
                .toList();
        List<Path> needed = classPath.stream()
                .filter(entry -> entry.equals(testbed) || names.stream().anyMatch(name -> is(entry, name)))
                .toList();
        boolean complete = names.stream().allMatch(name -> needed.stream().anyMatch(entry -> is(entry, name)));
        return complete ? Optional.of(needed) : Optional.empty();
    }

    private static boolean is(Path entry, Pattern name) {
        return name.matcher(entry.getFileName().toString()).matches();
    }

    private static List<String> artifacts() {
        try (InputStream list = DaemonJars.class.getResourceAsStream(LIST)) {
            if (list == null) {
                throw new IllegalStateException("the testbed was built without " + LIST + ": build it with Maven");
            }
            return Arrays.stream(new String(list.readAllBytes(), UTF_8).strip().split(":", -1))
                    .map(entry -> entry.replaceFirst("^\\./", "").replaceFirst("\\.jar$", ""))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + LIST, e);
        }
    }

    private static Path source(Class<?> type) {
        return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }
}
