package dev.mesoschaos.clusters.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What may be left of a cluster: processes that know of it or are in its namespaces, mounts and interfaces on this side,
 * and its work directory.
 *
 * @param run the run's directory
 * @param identity what all its processes carry in their environment
 * @param namespaces network namespaces of the cluster, such as {@code net:[4026532000]}
 */
record Leftovers(Path run, String identity, List<String> namespaces) {

    /** All of it in words; empty when nothing is left. */
    List<String> find() throws IOException {
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                if (!process.getFileName().toString().equals(Long.toString(ProcessHandle.current().pid()))) {
                    inspect(process, found);
                }
            }
        }
        lines(Path.of("/proc/self/mountinfo"))
                .filter(line -> line.replace("\\040", " ").contains(run.toString()))
                .forEach(found::add);
        Command.mustRun(List.of("ip", "-brief", "link"), "", Duration.ofSeconds(10)).lines()
                .filter(line -> line.matches("(spine|mgmt|br-(r\\d+|control)|(eth|mgmt)-[azm]\\d+)\\b.*"))
                .forEach(found::add);
        if (Files.exists(run.resolve("work"))) {
            found.add(run.resolve("work").toString());
        }
        return found;
    }

    private void inspect(Path process, List<String> found) {
        String command = text(process.resolve("cmdline"));
        if (text(process.resolve("environ")).contains(identity) || command.contains(run.toString())) {
            found.add(process.getFileName() + " " + command);
        }
        try {
            if (namespaces.contains(Files.readSymbolicLink(process.resolve("ns/net")).toString())) {
                found.add(process.getFileName() + " is in a namespace of the cluster: " + command);
            }
        } catch (IOException e) {
            // It has ended, or belongs to another user and so not to the cluster.
        }
    }

    private static Stream<String> lines(Path file) {
        return text(file).lines();
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), UTF_8).replace('\0', ' ');
        } catch (IOException e) {
            return "";
        }
    }
}
