package dev.mesoschaos.testbed.agent.container;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a process and its living descendants use, by {@code /proc}. Times include those of descendants that have been
 * waited for.
 *
 * @param userSecs CPU time in user mode
 * @param systemSecs CPU time in the kernel
 */
record ProcessUsage(double userSecs, double systemSecs, long rssBytes) {

    /** What Linux calls USER_HZ; the same on every architecture that a JDK is for. */
    static final double TICKS_PER_SECOND = 100;

    private static final Path PROC = Path.of("/proc");
    private static final int PARENT = 1;
    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;
    private static final int CHILDREN_USER_TICKS = 13;
    private static final int CHILDREN_SYSTEM_TICKS = 14;
    private static final long BYTES_PER_KB = 1024;

    static ProcessUsage of(ProcessId first) {
        Map<Long, String[]> all = all();
        Set<Long> family = new HashSet<>();
        if (first.isAlive()) {
            family.add(first.pid());
        }
        // Parents usually have the smaller numbers, but numbers wrap around.
        while (all.entrySet().stream().anyMatch(one ->
                family.contains(Long.parseLong(one.getValue()[PARENT])) && family.add(one.getKey()))) {}
        double user = 0;
        double system = 0;
        long rss = 0;
        for (long pid : family) {
            String[] fields = all.get(pid);
            if (fields != null) {
                user += ticks(fields, USER_TICKS) + ticks(fields, CHILDREN_USER_TICKS);
                system += ticks(fields, SYSTEM_TICKS) + ticks(fields, CHILDREN_SYSTEM_TICKS);
                rss += rssBytes(pid);
            }
        }
        return new ProcessUsage(user / TICKS_PER_SECOND, system / TICKS_PER_SECOND, rss);
    }

    private static double ticks(String[] fields, int index) {
        return Double.parseDouble(fields[index]);
    }

    private static Map<Long, String[]> all() {
        Map<Long, String[]> all = new HashMap<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                long pid = Long.parseLong(process.getFileName().toString());
                fields(pid).ifPresent(fields -> all.put(pid, fields));
            }
        } catch (IOException e) {
            return Map.of();
        }
        return all;
    }

    private static Optional<String[]> fields(long pid) {
        try {
            String stat = Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
            return Optional.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private static long rssBytes(long pid) {
        try {
            for (String line : Files.readAllLines(PROC.resolve(pid + "/status"), StandardCharsets.ISO_8859_1)) {
                if (line.startsWith("VmRSS:")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) * BYTES_PER_KB;
                }
            }
        } catch (IOException gone) {
            return 0;
        }
        return 0;
    }
}
