package dev.mesoschaos.clusters.local;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the files of a run lie.
 *
 * @param work what must not outlive the cluster
 * @param logs what stays
 */
record RunFiles(Path work, Path logs) {

    static RunFiles of(Path run) {
        Path absolute = run.toAbsolutePath();
        return new RunFiles(absolute.resolve("work"), absolute.resolve("logs"));
    }

    /** The disk of a host. */
    Path disk(String host) {
        return work.resolve(host);
    }

    /** What a host's supervisor knows; no part of its disk. */
    Path supervision(String host) {
        return work.resolve("supervision").resolve(host);
    }

    Path temp(String host) {
        return disk(host).resolve("tmp");
    }

    Path log(String host) {
        return logs.resolve(host + ".log");
    }

    /** Makes all directories. */
    void make(List<String> hosts) {
        try {
            Files.createDirectories(logs);
            for (String host : hosts) {
                Files.createDirectories(temp(host));
            }
        } catch (IOException e) {
            throw new ClusterException("the run's directories cannot be made: " + e.getMessage(), e);
        }
    }

    /** The last lines of a host's log, or nothing. */
    List<String> lastLines(String host, int count) {
        try (Stream<String> lines = Files.lines(log(host))) {
            List<String> all = lines.toList();
            return all.subList(Math.max(0, all.size() - count), all.size());
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    /** Removes {@link #work} with all in it; nothing happens when it is gone. */
    void removeWork() {
        remove(work);
    }

    /** Removes what the daemon of a host has left on its disk. */
    void wipe(String host) {
        try (Stream<Path> all = Files.list(disk(host))) {
            all.filter(Files::isDirectory).forEach(RunFiles::remove);
        } catch (IOException e) {
            throw new ClusterException(disk(host) + " cannot be read: " + e.getMessage(), e);
        }
        make(List.of(host));
    }

    private static void remove(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new ClusterException(directory + " cannot be removed, remove it by hand: " + e.getMessage(), e);
        }
    }
}
