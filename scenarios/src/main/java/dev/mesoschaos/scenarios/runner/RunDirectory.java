package dev.mesoschaos.scenarios.runner;

import dev.mesoschaos.scenarios.time.Clock;
import dev.mesoschaos.scenarios.time.Seed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Names and places of a run's files. */
final class RunDirectory {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BEFORE_RETRY = Duration.ofMillis(100);

    private RunDirectory() {}

    /** A new directory below {@code output}; {@code latest} beside it then points at it. */
    static Path create(Path output, String scenario, Instant now) throws IOException {
        Files.createDirectories(output);
        String suffix = String.format(Locale.ROOT, "%04x", Seed.fresh().value() & 0xffff);
        Path run = output.resolve(STAMP.format(now) + "-" + scenario + "-" + suffix);
        Files.createDirectory(run);
        Files.createDirectory(run.resolve("logs"));
        pointLatestTo(run);
        return run;
    }

    private static void pointLatestTo(Path run) throws IOException {
        Path link = run.resolveSibling("latest");
        Path fresh = run.resolveSibling("latest-" + run.getFileName());
        Files.createSymbolicLink(fresh, run.getFileName());
        Files.move(fresh, link, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Removes what a run needed only while it was running. Processes of a run that died may still write there until they are
     * killed, and whoever kills them removes it too.
     *
     * @throws UncheckedIOException when it is still there after a while
     */
    static void removeWork(Path run, Clock clock) {
        Path work = run.resolve("work");
        Instant deadline = clock.now().plus(PATIENCE);
        Optional<IOException> failure = remove(work);
        while (failure.isPresent()) {
            if (!clock.now().isBefore(deadline)) {
                throw new UncheckedIOException("cannot remove " + work + ": remove it by hand", failure.get());
            }
            clock.pause(BEFORE_RETRY);
            failure = remove(work);
        }
    }

    private static Optional<IOException> remove(Path work) {
        try {
            Files.walkFileTree(work, new Removal());
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        }
    }

    /** Deletes all it visits; what others delete meanwhile is deleted, too. */
    private static final class Removal extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw e;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, IOException e) throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
