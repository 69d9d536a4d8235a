package dev.mesoschaos.conformance.bed;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * What a user asks for by system properties.
 *
 * @param kind of cluster, {@code conformance.cluster}
 * @param output directory for all that is left, {@code conformance.output}
 * @param ofCluster settings for the cluster, such as {@code mesos.home}
 * @param all what a process that tests must be told
 */
public record Settings(String kind, Path output, Map<String, String> ofCluster, Map<String, String> all) {

    private static final List<String> OF_CLUSTER = List.of("chaos.", "cluster.", "mesos.", "testbed.", "toxiproxy.");
    private static final String OWN = "conformance.";

    /** Reads properties; those of others are passed over. */
    public static Settings of(Properties properties) {
        Map<String, String> all = properties.stringPropertyNames().stream()
                .filter(name -> name.startsWith(OWN) || OF_CLUSTER.stream().anyMatch(name::startsWith))
                .collect(Collectors.toUnmodifiableMap(name -> name, properties::getProperty));
        Map<String, String> ofCluster = all.entrySet().stream()
                .filter(setting -> !setting.getKey().startsWith(OWN))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        return new Settings(
                all.getOrDefault("conformance.cluster", "local"),
                Path.of(all.getOrDefault("conformance.output", "target/conformance")).toAbsolutePath(),
                ofCluster,
                all);
    }
}
