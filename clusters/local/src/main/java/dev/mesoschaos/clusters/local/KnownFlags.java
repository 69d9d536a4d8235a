package dev.mesoschaos.clusters.local;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Shell;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a program of Mesos says about itself with {@code --help}.
 *
 * @param names of the flags that it takes
 * @param text all of it
 */
record KnownFlags(Set<String> names, String text) {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Pattern FLAG = Pattern.compile("(?m)^\\s*--(?:\\[no-])?([a-z0-9_]+)(?:=|\\s|$)");

    KnownFlags {
        names = Set.copyOf(names);
    }

    /**
     * Asks a program.
     *
     * @throws ClusterException when it does not tell, for instance because a library is missing
     */
    static KnownFlags ask(Path program, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(program.toString(), "--help");
        Daemons.cleanse(builder.environment());
        builder.environment().putAll(environment);
        Shell.Result result = Command.run(builder, "", LIMIT);
        KnownFlags known = parse(result.stdout() + result.stderr());
        if (known.names.isEmpty()) {
            throw new ClusterException(program + " --help names no flags, it ended with " + result.exitCode() + ": "
                    + (result.stderr() + result.stdout()).lines().findFirst().orElse("no word"));
        }
        return known;
    }

    static KnownFlags parse(String text) {
        return new KnownFlags(
                FLAG.matcher(text).results().map(match -> match.group(1)).collect(Collectors.toSet()), text);
    }

    /** Whether there is such a flag. */
    boolean has(String name) {
        return names.contains(name);
    }

    /** Those of some flags that the program does not take. */
    Set<String> unknown(Set<String> flags) {
        Set<String> unknown = new TreeSet<>(flags);
        unknown.removeIf(flag -> has(flag.replaceFirst("^no-", "")));
        return unknown;
    }
}
