package dev.mesoschaos.conformance.bed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mesoschaos.conformance.suite.Setup;
import dev.mesoschaos.mesosclient.Credentials;
import dev.mesoschaos.scenarios.model.ClusterSpec;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The cluster that a test needs.
 *
 * @param files content by name; a flag's value {@code {name}} stands for the path of one
 */
record Need(int masters, int agents, Map<String, String> masterFlags, Map<String, String> agentFlags,
        Map<String, String> files) {

    private static final Need PLAIN = new Need(3, 3, Map.of(), Map.of(), Map.of());

    static Need of(Optional<Setup> setup) {
        return setup.map(asked -> new Need(
                        asked.masters(), asked.agents(), pairs(asked.masterFlags()), pairs(asked.agentFlags()), pairs(asked.files())))
                .orElse(PLAIN);
    }

    /** The cluster with files in a directory: racks of one agent, and one ZooKeeper server. */
    ClusterSpec spec(Path directory) {
        return new ClusterSpec(agents, 1, masters, 1, resolved(masterFlags, directory), resolved(agentFlags, directory));
    }

    /** Whom masters let in for everything: the first of their credentials, when they ask for any. */
    Optional<Credentials> credentials() {
        return Optional.ofNullable(files.get("credentials")).map(text -> {
            try {
                JsonNode first = new ObjectMapper().readTree(text).path("credentials").path(0);
                return new Credentials(first.path("principal").asText(), first.path("secret").asText());
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException("the credentials of a test are no JSON", e);
            }
        });
    }

    private Map<String, String> resolved(Map<String, String> flags, Path directory) {
        return flags.entrySet().stream().collect(Collectors.toUnmodifiableMap(
                Map.Entry::getKey,
                flag -> files.containsKey(name(flag.getValue()))
                        ? directory.resolve(name(flag.getValue())).toString()
                        : flag.getValue()));
    }

    private static String name(String value) {
        return value.startsWith("{") ? value.substring(1, value.length() - 1) : "";
    }

    private static Map<String, String> pairs(String[] lines) {
        return Arrays.stream(lines)
                .map(line -> line.split("=", 2))
                .collect(Collectors.toUnmodifiableMap(pair -> pair[0], pair -> pair[1]));
    }
}
