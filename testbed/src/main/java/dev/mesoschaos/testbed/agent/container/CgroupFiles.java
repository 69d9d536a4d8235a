package dev.mesoschaos.testbed.agent.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads and writes the files of cgroups. */
final class CgroupFiles {

    private CgroupFiles() {}

    static void write(Path cgroup, String file, String value) throws IOException {
        try {
            Files.writeString(cgroup.resolve(file), value);
        } catch (IOException e) {
            throw new IOException("cannot write '" + value + "' to " + cgroup.resolve(file) + ": " + e.getMessage(), e);
        }
    }

    /** The number in a file; empty when the cgroup has no such file or it holds {@code max}. */
    static Optional<Long> number(Path cgroup, String file) {
        try {
            return Optional.of(Long.parseLong(Files.readString(cgroup.resolve(file)).strip()));
        } catch (IOException | NumberFormatException none) {
            return Optional.empty();
        }
    }

    /** The lines {@code key number} of a file; empty when the cgroup has no such file. */
    static Map<String, Long> numbers(Path cgroup, String file) {
        Map<String, Long> numbers = new HashMap<>();
        try {
            for (String line : Files.readAllLines(cgroup.resolve(file))) {
                String[] pair = line.split(" ", -1);
                if (pair.length == 2 && pair[1].matches("\\d{1,18}")) {
                    numbers.put(pair[0], Long.parseLong(pair[1]));
                }
            }
        } catch (IOException none) {
            return Map.of();
        }
        return numbers;
    }

    /** The lines of a file, for a message; empty when the cgroup has no such file. */
    static String text(Path cgroup, String file) {
        try {
            return Files.readString(cgroup.resolve(file), StandardCharsets.US_ASCII);
        } catch (IOException none) {
            return "";
        }
    }

    static List<Long> processes(Path cgroup) {
        try (Stream<String> lines = Files.lines(cgroup.resolve("cgroup.procs"))) {
            return lines.map(Long::parseLong).filter(pid -> pid > 0).toList();
        } catch (IOException | UncheckedIOException none) {
            return List.of();
        }
    }

    /** The cgroups directly inside this one. */
    static List<Path> inside(Path cgroup) {
        try (Stream<Path> inside = Files.list(cgroup)) {
            return inside.filter(Files::isDirectory).toList();
        } catch (IOException none) {
            return List.of();
        }
    }

    /** Kills the processes of a cgroup and removes it; false while some are not gone yet. */
    static boolean remove(Path cgroup) {
        processes(cgroup).forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        return removeIfEmpty(cgroup);
    }

    /** Removes a cgroup that has neither processes nor cgroups inside; false when it is still there. */
    static boolean removeIfEmpty(Path cgroup) {
        try {
            Files.deleteIfExists(cgroup);
            return true;
        } catch (IOException busy) {
            return false;
        }
    }
}
