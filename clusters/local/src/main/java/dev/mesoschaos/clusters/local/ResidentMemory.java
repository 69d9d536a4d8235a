package dev.mesoschaos.clusters.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Memory of processes: pages shared with others count in proportion, so that a sum over processes is true. */
final class ResidentMemory {

    private static final double KIB_PER_MB = 1e6 / 1024;

    private ResidentMemory() {}

    /** The sum in MB over processes; those that have ended count nothing. */
    static double megabytes(Stream<ProcessHandle> processes) {
        return processes.map(ProcessHandle::pid).mapToLong(ResidentMemory::kibibytes).sum() / KIB_PER_MB;
    }

    private static long kibibytes(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        long proportional = read(process.resolve("smaps_rollup"), "Pss");
        return proportional > 0 ? proportional : read(process.resolve("status"), "VmRSS");
    }

    private static long read(Path file, String name) {
        try {
            Matcher line = Pattern.compile("(?m)^" + name + ":\\s+(\\d+) kB$").matcher(Files.readString(file, UTF_8));
            return line.find() ? Long.parseLong(line.group(1)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
