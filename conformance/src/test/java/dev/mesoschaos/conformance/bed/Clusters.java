package dev.mesoschaos.conformance.bed;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mesoschaos.scenarios.cluster.Cluster;
import dev.mesoschaos.scenarios.cluster.ClusterProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;

/** Opens clusters one after another, each in a directory of its own. */
public final class Clusters {

    private final ClusterProvider provider;
    private final Map<String, String> settings;
    private final Path directory;
    private int opened;

    private Clusters(ClusterProvider provider, Map<String, String> settings, Path directory) {
        this.provider = provider;
        this.settings = settings;
        this.directory = directory;
    }

    /** As the system properties of this process ask for. */
    static Clusters ofThisProcess() {
        Settings settings = Settings.of(System.getProperties());
        return new Clusters(provider(settings), settings.ofCluster(), settings.output());
    }

    /** The kind of cluster that settings ask for. */
    public static ClusterProvider provider(Settings settings) {
        return ServiceLoader.load(ClusterProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.id().equals(settings.kind()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no kind of cluster '" + settings.kind() + "'"));
    }

    OpenCluster open(Need need) {
        Path home = directory.resolve("cluster-" + ++opened);
        Path files = home.resolve("files");
        write(need, files);
        Cluster cluster = provider.open(new ClusterProvider.Request(
                need.spec(files), Set.of(), settings, home, event -> System.err.println(event)));
        return new OpenCluster(need, cluster, cluster.facts(), Bed.http(cluster, need.credentials()));
    }

    private static void write(Need need, Path files) {
        try {
            Files.createDirectories(files);
            for (Map.Entry<String, String> file : need.files().entrySet()) {
                Files.writeString(files.resolve(file.getKey()), file.getValue(), UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
