package dev.mesoschaos.scenarios.runner;

import dev.mesoschaos.scenarios.journal.JournalJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a runner is asked to run; a file in the run's directory.
 *
 * @param scenario text of the scenario
 * @param file its name as the user gave it
 * @param settings properties of the user; those that start with {@code var.} override the scenario's variables
 * @param clusterKind such as {@code local}
 * @param command how the user started all this
 * @param directed whether the faults of the method wait for orders
 */
public record RunRequest(
        String runId,
        String name,
        String scenario,
        String file,
        long seed,
        Map<String, String> settings,
        String clusterKind,
        String version,
        String commit,
        String command,
        boolean directed) {

    /** Name of the file. */
    static final String FILE = "request.json";

    private static final String VARIABLE = "var.";

    public RunRequest {
        settings = Map.copyOf(settings);
    }

    /** The scenario's variables as overridden by settings. */
    public static Map<String, String> variables(Map<String, String> settings) {
        return settings.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(VARIABLE))
                .collect(Collectors.toUnmodifiableMap(
                        entry -> entry.getKey().substring(VARIABLE.length()), Map.Entry::getValue));
    }

    void write(Path run) throws IOException {
        JournalJson.mapper().writerWithDefaultPrettyPrinter().writeValue(run.resolve(FILE).toFile(), this);
    }

    static RunRequest read(Path run) throws IOException {
        return JournalJson.mapper().readValue(run.resolve(FILE).toFile(), RunRequest.class);
    }
}
