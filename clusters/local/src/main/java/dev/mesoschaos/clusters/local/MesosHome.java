package dev.mesoschaos.clusters.local;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An installed Mesos, or the directory it was built in.
 *
 * @param directory as the user named it, absolute
 * @param master program of masters
 * @param agent program of agents
 * @param launcherDir where agents find executors and helpers
 */
record MesosHome(Path directory, Path master, Path agent, Path launcherDir) {

    /** Setting that names the directory. */
    static final String SETTING = "mesos.home";

    /** Environment variable that names it where the setting does not. */
    static final String VARIABLE = "MESOS_HOME";

    private static final Duration VERSION_LIMIT = Duration.ofSeconds(20);
    private static final Pattern VERSION = Pattern.compile("[0-9]+(?:\\.[0-9]+)+");
    private static final String LIBRARY_PATH = "LD_LIBRARY_PATH";
    private static final List<String> PROGRAM_DIRECTORIES = List.of("sbin", "bin", "src");
    private static final List<String> LAUNCHER_DIRECTORIES = List.of("libexec/mesos", "src");
    private static final List<String> LIBRARY_DIRECTORIES = List.of("lib", "lib64", "src/.libs");

    /**
     * The Mesos that the user asks for instead of the testbed.
     *
     * @throws ClusterException when there is none in that directory, saying what was looked for
     */
    static Optional<MesosHome> asked(Map<String, String> settings, Map<String, String> environment) {
        String given = settings.getOrDefault(SETTING, environment.getOrDefault(VARIABLE, ""));
        return given.isBlank() ? Optional.empty() : Optional.of(at(Path.of(given).toAbsolutePath().normalize()));
    }

    private static MesosHome at(Path directory) {
        return new MesosHome(
                directory,
                find(directory, "mesos-master"),
                find(directory, "mesos-agent"),
                LAUNCHER_DIRECTORIES.stream()
                        .map(directory::resolve)
                        .filter(Files::isDirectory)
                        .findFirst()
                        .orElseThrow(() -> missing(directory, LAUNCHER_DIRECTORIES)));
    }

    /** What its programs need in their environment. */
    Map<String, String> environment(Map<String, String> inherited) {
        String own = LIBRARY_DIRECTORIES.stream()
                .map(directory::resolve)
                .filter(Files::isDirectory)
                .map(Path::toString)
                .collect(Collectors.joining(":"));
        return Map.of(LIBRARY_PATH, Stream.of(own, inherited.getOrDefault(LIBRARY_PATH, ""))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(":")));
    }

    /**
     * What its master says it is, such as {@code 1.11.0}.
     *
     * @throws ClusterException when it does not say
     */
    String version() {
        ProcessBuilder builder = new ProcessBuilder(master.toString(), "--version");
        Daemons.cleanse(builder.environment());
        builder.environment().putAll(environment(System.getenv()));
        Shell.Result result = Command.run(builder, "", VERSION_LIMIT);
        Matcher version = VERSION.matcher(result.stdout());
        if (!result.ok() || !version.find()) {
            throw new ClusterException(master + " --version ended with " + result.exitCode() + ": "
                    + (result.stderr() + result.stdout()).lines().findFirst().orElse("no word"));
        }
        return version.group();
    }

    private static Path find(Path directory, String program) {
        return PROGRAM_DIRECTORIES.stream()
                .map(place -> directory.resolve(place).resolve(program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> missing(directory, PROGRAM_DIRECTORIES.stream()
                        .map(place -> place + "/" + program)
                        .toList()));
    }

    private static ClusterException missing(Path directory, List<String> places) {
        return new ClusterException("no Mesos in " + directory + " (" + SETTING + "): looked for "
                + String.join(", ", places) + (Files.isDirectory(directory) ? "" : "; there is no such directory"));
    }
}
