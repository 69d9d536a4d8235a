package dev.mesoschaos.clusters.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Starts clusters in harnesses of their own, and finds what is left of them.
 *
 * @param shared below which everything is that they need
 * @param classPath of the harnesses: a copy, because an ordinary user cannot read what lies below root's home
 */
record Clusters(Path shared, List<Path> classPath) {

    static final Duration SOON = Duration.ofSeconds(30);
    static final Duration GONE_WITHIN = Duration.ofSeconds(10);
    private static final Pattern READY = Pattern.compile("READY (\\d+) ms (\\d+) MB (\\d+) ms of CPU (.*) (\\S+)");

    static Clusters below(Path shared) throws IOException {
        open(shared);
        List<Path> classPath = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path from = Path.of(entry).toAbsolutePath();
            Path to = Files.createDirectory(shared.resolve("entry-" + classPath.size())).resolve(from.getFileName());
            Command.mustRun(List.of("cp", "-rL", from.toString(), to.toString()), "", SOON);
            classPath.add(to);
        }
        Command.mustRun(List.of("chmod", "-R", "a+rX", shared.toString()), "", SOON);
        return new Clusters(shared, List.copyOf(classPath));
    }

    Drill start(Way way, Path run, String needs) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                run.toString(), needs, CacheDirectory.PROPERTY + "=" + shared.resolve("cache-" + way)));
        if (way == Way.PROXIED) {
            arguments.add(Enclosure.NETWORK + "=proxied");
        }
        return Drill.start(way.prefix(), classPath, run.resolve("drill.log"), arguments);
    }

    /** That of a run, with a name that wants quotes. */
    Path directory(Way way, String name) throws IOException {
        Path cache = Files.createDirectories(shared.resolve("cache-" + way));
        Path run = Files.createDirectories(shared.resolve("Lauf ß " + way + " " + name));
        open(cache);
        open(run);
        return run;
    }

    static Matcher ready(Drill drill) throws IOException {
        String line = drill.hear();
        Matcher ready = READY.matcher(line);
        assertThat(ready.matches()).as(line).isTrue();
        return ready;
    }

    static Leftovers leftovers(Path run, Matcher ready, Way way, Drill drill) throws IOException {
        String id = ready.group(5);
        List<String> namespaces = way == Way.PROXIED
                ? List.of()
                : Arrays.asList(drill.ask("shell a1 readlink /proc/self/ns/net").split("[ |]", -1)).subList(1, 2);
        return new Leftovers(run, id.substring(id.indexOf('-', "local-".length()) + 1), namespaces);
    }

    static void nothingSoon(Leftovers leftovers) {
        await().atMost(GONE_WITHIN).untilAsserted(() -> assertThat(leftovers.find()).isEmpty());
    }

    private static void open(Path directory) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    }
}
