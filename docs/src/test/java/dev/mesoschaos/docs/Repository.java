package dev.mesoschaos.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Where things are in the repository. */
final class Repository {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    static final Path PAGES = ROOT.resolve("docs/pages");
    static final Path SNIPPETS = ROOT.resolve("docs/src/test/java/dev/mesoschaos/docs/snippets");
    static final Path SCENARIOS = ROOT.resolve("docs/src/test/scenarios");

    /** What is not written by people, or is not ours to change: what builds make, and reports of runs. */
    private static final Set<String> NOT_WRITTEN = Set.of("target", "samples", ".git");

    private Repository() {}

    /** All Markdown files that people write, sorted. */
    static List<Path> markdown() {
        return written(ROOT, ".md");
    }

    /** The text of all files of main code, poms and scripts included. */
    static List<String> code() {
        return Stream.of(".java", "pom.xml")
                .flatMap(ending -> written(ROOT, ending).stream())
                .filter(file -> !file.startsWith(ROOT.resolve("docs")))
                .map(Repository::text)
                .toList();
    }

    static List<Path> written(Path directory, String ending) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .filter(file -> Stream.of(ROOT.relativize(file).toString().split("/", -1)).noneMatch(NOT_WRITTEN::contains))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How messages name a file. */
    static String name(Path file) {
        return ROOT.relativize(file).toString();
    }
}
