package dev.mesoschaos.scenarios.language;

import dev.mesoschaos.scenarios.library.Library;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Finds and reads the scenarios that a command line or a build names: files, directories, names of the library. */
public final class ScenarioFiles {

    private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json");
    private static final String NAME = "[a-z0-9]+(-[a-z0-9]+)*";
    private static final String SCHEMA_ENDING = ".schema.json";

    private final ScenarioReader reader;

    public ScenarioFiles(ScenarioReader reader) {
        this.reader = reader;
    }

    /**
     * Reads all scenarios named by files, directories, and names of scenarios and groups of the {@link Library}. What there
     * is a file of is never looked for in the library.
     *
     * @param vars values of variables, in place of the files' own; each file must declare each of them
     * @return in the order of the arguments, below a directory in the order of names; a file named twice is read once
     * @throws UsageException when an argument names nothing, or two files hold scenarios of the same name
     */
    public List<Entry> read(List<String> arguments, Map<String, String> vars) {
        refuseNone(arguments);
        Map<Object, Entry> entries = new LinkedHashMap<>();
        for (String argument : arguments) {
            List<Library.Item> items = named(argument);
            items.forEach(item -> entries.computeIfAbsent(item.file(), same -> read(item, vars)));
            if (items.isEmpty()) {
                below(argument).forEach(file -> entries.computeIfAbsent(identity(file), same -> read(file, vars)));
            }
        }
        refuseTwins(entries.values());
        return List.copyOf(entries.values());
    }

    /** All of the library. */
    public List<Entry> library() {
        return Library.items().stream().map(item -> read(item, Map.of())).toList();
    }

    private Entry read(Library.Item item, Map<String, String> vars) {
        return new Entry(item.file(), item.text(), reader.read(item.text(), item.file(), vars));
    }

    private Entry read(Path file, Map<String, String> vars) {
        byte[] bytes = bytes(file);
        String text = new String(bytes, StandardCharsets.UTF_8);
        return new Entry(file.toString(), text, reader.read(bytes, file.toString(), vars));
    }

    private static List<Library.Item> named(String argument) {
        if (!argument.matches(NAME) || Files.exists(Path.of(argument))) {
            return List.of();
        }
        List<Library.Item> all = Library.items();
        List<Library.Item> meant = all.stream()
                .filter(item -> item.name().equals(argument) || item.group().equals(argument))
                .toList();
        if (meant.isEmpty()) {
            Set<String> words = new LinkedHashSet<>();
            all.forEach(item -> words.addAll(List.of(item.group(), item.name())));
            throw new UsageException("no such file or directory, and no scenario of the library: " + argument
                    + Nearest.hint(argument, words) + " 'mesos-chaos list' shows all");
        }
        return meant;
    }

    private static void refuseNone(List<String> arguments) {
        if (arguments.isEmpty()) {
            throw new UsageException("name at least one scenario file, or a directory with scenario files");
        }
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

    private static void refuseTwins(Collection<Entry> entries) {
        Map<String, String> byName = new LinkedHashMap<>();
        for (Entry entry : entries) {
            entry.reading().scenario().ifPresent(scenario -> {
                String first = byName.putIfAbsent(scenario.name(), entry.file());
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
     * @param text all of it; of no use when the reading says that it is no UTF-8
     */
    public record Entry(String file, String text, Reading reading) {}
}
