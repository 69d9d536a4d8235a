package dev.mesoschaos.clusters.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.time.Clock;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Processes found by a mark in their environment, which they inherit from whoever started them: the substitute for a
 * process namespace.
 */
final class MarkedProcesses {

    private static final Path PROC = Path.of("/proc");
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration LOOK_EVERY = Duration.ofMillis(10);

    private MarkedProcesses() {}

    /**
     * Kills all that carry a mark, and all that they start meanwhile, until none is left.
     *
     * @param mark {@code NAME=value}
     * @throws ClusterException when some are still there after ten seconds
     */
    static void kill(String mark, Clock clock) {
        Instant deadline = clock.now().plus(LIMIT);
        List<Long> found = find(mark);
        while (!found.isEmpty()) {
            if (clock.now().isAfter(deadline)) {
                throw new ClusterException("processes " + found + " do not die: end them by hand");
            }
            found.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
            clock.pause(LOOK_EVERY);
            found = find(mark);
        }
    }

    /** Ids of the processes of this user that carry a mark; the dead have no environment and do not count. */
    static List<Long> find(String mark) {
        List<Long> found = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (environment(process).contains("\0" + mark + "\0")) {
                    found.add(Long.valueOf(process.getFileName().toString()));
                }
            }
        } catch (IOException e) {
            throw new ClusterException("/proc cannot be read: the proxied network needs Linux", e);
        }
        return found;
    }

    private static String environment(Path process) {
        try {
            return "\0" + new String(Files.readAllBytes(process.resolve("environ")), UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
