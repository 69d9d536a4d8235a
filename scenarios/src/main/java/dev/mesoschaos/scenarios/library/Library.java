package dev.mesoschaos.scenarios.library;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The library of scenarios, and the schema of their language. */
public final class Library {

    /** Name of the schema's file, which the first line of a scenario refers to. */
    public static final String SCHEMA_FILE = "scenario.schema.json";

    private static final String ENDING = ".yaml";

    private Library() {}

    /** All scenarios, those that take the least time first, then by name. */
    public static List<Item> items() {
        try {
            URI schema = Library.class.getResource(SCHEMA_FILE).toURI();
            if (!schema.getScheme().equals("jar")) {
                return read(Path.of(schema).resolveSibling("library"));
            }
            try (FileSystem jar = FileSystems.newFileSystem(schema, Map.of())) {
                return read(jar.getPath(schema.toString().substring(schema.toString().indexOf('!') + 1))
                        .resolveSibling("library"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the library of scenarios cannot be read: " + e.getMessage(), e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The JSON Schema of scenario files. */
    public static String schema() {
        try (InputStream in = Library.class.getResourceAsStream(SCHEMA_FILE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the schema cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<Item> read(Path library) throws IOException {
        try (Stream<Path> files = Files.walk(library)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ENDING))
                    .map(Library::item)
                    .sorted(Comparator.comparing((Item item) -> !item.group().equals("smoke"))
                            .thenComparing(Item::group)
                            .thenComparing(Item::name))
                    .toList();
        }
    }

    private static Item item(Path file) {
        try {
            String name = file.getFileName().toString().replace(ENDING, "");
            String group = file.getParent().getFileName().toString();
            return new Item(group, name, Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A scenario of the library.
     *
     * @param group what it is for, such as {@code smoke}
     * @param name of the scenario
     * @param text of its file
     */
    public record Item(String group, String name, String text) {

        /** How messages and journals name its file, though it may be one in a jar. */
        public String file() {
            return "library/" + group + "/" + name + ENDING;
        }

        /** Its text for a file that has the schema beside it. */
        public String standalone() {
            return text.replace("$schema=../../" + SCHEMA_FILE, "$schema=" + SCHEMA_FILE);
        }
    }
}
