package dev.mesoschaos.probes.probe;

import dev.mesoschaos.scenarios.journal.Event;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the logs of a cluster's processes for crashes. */
final class Logs {

    /** Of a log that tells nothing but crashes, so many are enough. */
    static final int MOST_MATCHES = 100;

    private static final int MOST_CHARACTERS = 300;

    /** What the run's own process says is not of the cluster. */
    private static final String OWN = "runner.log";

    /** A fatal line of glog, failed checks of C++, signals, and what a JVM says when it or one of its threads dies. */
    private static final Pattern BROKEN = Pattern.compile("^F\\d{4} |\\bFATAL\\b|[Cc]heck failed:|CHECK failed"
            + "|Segmentation fault|SIGSEGV|SIGABRT|core dumped|fatal error has been detected|OutOfMemoryError"
            + "|^Exception in thread ");

    private Logs() {}

    /**
     * Reads all files below a directory.
     *
     * @throws UncheckedIOException when that fails: nothing is known then
     */
    static Event.LogsRead read(Path directory, Instant now) {
        List<Event.LogLine> matches = new ArrayList<>();
        long lines = 0;
        List<Path> files = files(directory);
        for (Path file : files) {
            lines += read(file, directory.relativize(file).toString(), matches);
        }
        return new Event.LogsRead(now, files.size(), lines, matches);
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().equals(OWN))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long read(Path file, String name, List<Event.LogLine> matches) {
        long number = 0;
        // A reader of its own: bytes that are no UTF-8 are replaced, not refused.
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (matches.size() < MOST_MATCHES && BROKEN.matcher(line).find()) {
                    matches.add(new Event.LogLine(
                            name, number, line.substring(0, Math.min(line.length(), MOST_CHARACTERS))));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return number;
    }
}
