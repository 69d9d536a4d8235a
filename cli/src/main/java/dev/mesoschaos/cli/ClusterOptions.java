package dev.mesoschaos.cli;

import dev.mesoschaos.scenarios.cluster.ClusterProvider;
import dev.mesoschaos.scenarios.language.UsageException;
import dev.mesoschaos.scenarios.plugin.Plugins;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Options that say on which cluster, the same for all commands that have to do with one. */
final class ClusterOptions {

    @Option(names = "--cluster", paramLabel = "KIND", description = "Kind of cluster; default: ${DEFAULT-VALUE}.")
    private String cluster = "local";

    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            description = "Property of the cluster, such as cluster.network=proxied.")
    private final Map<String, String> properties = new LinkedHashMap<>();

    @Option(
            names = "--mesos-home",
            paramLabel = "DIR",
            description = "The Mesos installed there instead of the testbed; as -D mesos.home=DIR.")
    private Path mesosHome;

    /** Kind of cluster. */
    String kind() {
        return cluster;
    }

    /**
     * The kind of cluster itself.
     *
     * @throws UsageException when there is none of that name
     */
    ClusterProvider provider(Plugins plugins) {
        ClusterProvider provider = plugins.clusters().get(cluster);
        if (provider == null) {
            throw new UsageException("no cluster '" + cluster + "'; there are "
                    + String.join(", ", plugins.clusters().keySet()));
        }
        return provider;
    }

    /**
     * What the user says of the cluster and of variables.
     *
     * @param variables of scenarios, without their prefix
     * @throws UsageException when a property is none that anybody reads
     */
    Map<String, String> settings(Map<String, String> variables) {
        Map<String, String> given = new LinkedHashMap<>(properties);
        if (mesosHome != null) {
            given.put("mesos.home", mesosHome.toAbsolutePath().toString());
        }
        return Settings.of(given, variables);
    }
}
