package dev.mesoschaos.scenarios.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Finds and reads the scenario files that a command line or a build names. */
public final class ScenarioFiles {

    private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json");
    private static final String SCHEMA_ENDING = ".schema.json";

    private final ScenarioReader reader;

    public ScenarioFiles(ScenarioReader reader) {
        this.reader = reader;
    }

    /**
     * Reads all scenarios named by files and directories.
     *
     * @param vars values of variables, in place of the files' own; each file must declare each of them
     * @return in the order of the arguments, below a directory in the order of names; a file named twice is read once
     * @throws UsageException when an argument names nothing, or two files hold scenarios of the same name
     */
    public List<Entry> read(List<String> arguments, Map<String, String> vars) {
        List<Entry> entries = find(arguments).stream()
                .map(file -> new Entry(file, reader.read(bytes(file), file.toString(), vars)))
                .toList();
        refuseTwins(entries);
        return entries;
    }

    /**
     * Finds scenario files without reading them.
     *
     * @throws UsageException when an argument names nothing
     */
    public static List<Path> find(List<String> arguments) {
        if (arguments.isEmpty()) {
            throw new UsageException("name at least one scenario file, or a directory with scenario files");
        }
        Set<Path> seen = new HashSet<>();
        List<Path> files = new ArrayList<>();
        for (String argument : arguments) {
            for (Path file : below(argument)) {
                if (seen.add(identity(file))) {
                    files.add(file);
                }
            }
        }
        return files;
    }

    private static List<Path> below(String argument) {
        Path path = path(argument);
        if (!Files.exists(path)) {
            throw new UsageException("no such file or directory: " + argument);
        }
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> all = Files.walk(path)) {
            List<Path> files = all.filter(ScenarioFiles::isScenario).sorted().toList();
            if (files.isEmpty()) {
                throw new UsageException("no scenario in " + argument + ": expected files that end in "
                        + String.join(", ", ENDINGS));
            }
            return files;
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(path, e);
        }
    }

    private static Path path(String argument) {
        try {
            return Path.of(argument);
        } catch (InvalidPathException e) {
            throw new UsageException("not the name of a file: " + Quote.of(argument), e);
        }
    }

    private static boolean isScenario(Path path) {
        String name = path.getFileName() == null ? "" : path.getFileName().toString().toLowerCase(Locale.ROOT);
        boolean named = ENDINGS.stream().anyMatch(name::endsWith) && !name.endsWith(SCHEMA_ENDING);
        return named && !name.startsWith(".") && !Files.isDirectory(path);
    }

    private static Path identity(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static byte[] bytes(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(SourceText.MAX_BYTES + 1);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static UsageException unreadable(Path path, Exception cause) {
        return new UsageException(
                "cannot read " + path + " (" + cause + "): check that it is there and may be read", cause);
    }

    private static void refuseTwins(List<Entry> entries) {
        Map<String, Path> byName = new LinkedHashMap<>();
        for (Entry entry : entries) {
            entry.reading().scenario().ifPresent(scenario -> {
                Path first = byName.putIfAbsent(scenario.name(), entry.file());
                if (first != null) {
                    throw new UsageException("two scenarios are named '" + scenario.name() + "': " + first + " and "
                            + entry.file() + "; rename one");
                }
            });
        }
    }

    /**
     * A scenario file.
     *
     * @param file as found below the argument that named it
     */
    public record Entry(Path file, Reading reading) {}
}
