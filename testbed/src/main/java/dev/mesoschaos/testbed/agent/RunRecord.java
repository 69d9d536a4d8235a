package dev.mesoschaos.testbed.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** A directory of the {@code meta} tree with the records of one run, each a file. */
final class RunRecord {

    private final Path directory;

    RunRecord(Path directory) {
        this.directory = directory;
    }

    String name() {
        return directory.getFileName().toString();
    }

    void write(String name, byte[] content) {
        try {
            AtomicFile.write(directory.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot checkpoint to " + directory + "; is there room and is it writable?", e);
        }
    }

    void write(String name, String content) {
        write(name, content.getBytes(StandardCharsets.UTF_8));
    }

    boolean has(String name) {
        return Files.exists(directory.resolve(name));
    }

    byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(directory.resolve(name));
    }

    Optional<String> text(String name) throws IOException {
        return has(name) ? Optional.of(Files.readString(directory.resolve(name))) : Optional.empty();
    }

    /** Forgets all of it. */
    void remove() {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + directory + "; is it writable?", e);
        }
    }
}
