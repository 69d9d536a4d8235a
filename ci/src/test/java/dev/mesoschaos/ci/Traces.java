package dev.mesoschaos.ci;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a run has on this machine, found by a mark that all its processes inherit in their environment, by its directory
 * and by its namespaces.
 *
 * @param mark {@code NAME=value}
 * @param directory below which all its files are
 * @param namespaces in which its processes were while it was running, such as {@code net:[4026532000]}
 */
record Traces(String mark, Path directory, Set<String> namespaces) {

    private static final Path PROC = Path.of("/proc");
    private static final List<String> KINDS = List.of("net", "mnt", "pid", "uts", "ipc");

    Traces {
        namespaces = Set.copyOf(namespaces);
    }

    /** Those of a run under way. */
    static Traces of(String mark, Path directory) throws IOException {
        Set<String> ours = namespaces(PROC.resolve("self"));
        Set<String> theirs = new HashSet<>();
        for (Path process : processes()) {
            if (isOf(process, mark, directory)) {
                theirs.addAll(namespaces(process));
            }
        }
        theirs.removeAll(ours);
        return new Traces(mark, directory, theirs);
    }

    /** All there is now, in words; the reports and logs of the run are no traces. */
    List<String> find() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path process : processes()) {
            if (isOf(process, mark, directory) || namespaces(process).stream().anyMatch(namespaces::contains)) {
                found.add("process " + process.getFileName() + ": " + text(process.resolve("cmdline")));
            }
        }
        lines("self/mountinfo").filter(this::isMountOfThisRun).forEach(found::add);
        lines("self/net/dev").filter(line -> line.matches(" *(spine|mgmt|br-(r\\d+|control)|(eth|mgmt)-[azm]\\d+):.*"))
                .forEach(found::add);
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path entered, BasicFileAttributes attributes) {
                return visitFile(entered, attributes);
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (isTemporary(file)) {
                    found.add("left: " + file);
                }
                return FileVisitResult.CONTINUE;
            }

            // It was removed while it was looked at.
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path left, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    private boolean isMountOfThisRun(String line) {
        return line.replace("\\040", " ").contains(directory.toString())
                || namespaces.stream().anyMatch(line::contains);
    }

    /** Hosts' disks and anything in the place for temporary files. */
    private static boolean isTemporary(Path file) {
        return file.endsWith("work") || file.getParent().endsWith("tmp");
    }

    private static boolean isOf(Path process, String mark, Path directory) {
        return text(process.resolve("environ")).contains(mark)
                || text(process.resolve("cmdline")).contains(directory.toString());
    }

    private static List<Path> processes() throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            processes.forEach(found::add);
        }
        return found;
    }

    private static Set<String> namespaces(Path process) {
        Set<String> found = new HashSet<>();
        for (String kind : KINDS) {
            try {
                found.add(Files.readSymbolicLink(process.resolve("ns").resolve(kind)).toString());
            } catch (IOException e) {
                // It has ended, or belongs to another user and so not to the run.
            }
        }
        return found;
    }

    private static Stream<String> lines(String file) {
        return text(PROC.resolve(file)).lines();
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), UTF_8).replace('\0', ' ').strip();
        } catch (IOException e) {
            return "";
        }
    }
}
