package dev.mesoschaos.scenarios.runner;

import dev.mesoschaos.scenarios.time.Seed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Names and places of a run's files. */
final class RunDirectory {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

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

    /** Removes what a run needed only while it was running. */
    static void removeWork(Path run) {
        Path work = run.resolve("work");
        if (!Files.exists(work, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            Files.walkFileTree(work, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, IOException e) throws IOException {
                    Files.delete(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + work + ": remove it by hand", e);
        }
    }
}
