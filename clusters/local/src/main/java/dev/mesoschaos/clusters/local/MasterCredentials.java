package dev.mesoschaos.clusters.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mesoschaos.mesosclient.Credentials;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.model.ClusterSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Who asks the masters whether the cluster is ready, when they are told to ask back who that is (mesos-facts section 8). */
final class MasterCredentials {

    private static final String FLAG = "credentials";

    private MasterCredentials() {}

    /**
     * The first pair of the masters' credentials file; none when they have no such file.
     *
     * @throws ClusterException when the file cannot be read or holds no pair
     */
    static Optional<Credentials> of(ClusterSpec spec) {
        return Optional.ofNullable(spec.masterFlags().get(FLAG)).map(MasterCredentials::first);
    }

    private static Credentials first(String flag) {
        Path file = Path.of(flag.replaceFirst("^file://", ""));
        try {
            JsonNode pair = new ObjectMapper().readTree(file.toFile()).path(FLAG).path(0);
            if (!pair.hasNonNull("principal") || !pair.hasNonNull("secret")) {
                throw new ClusterException("the masters' credentials file " + file
                        + " holds no {\"credentials\": [{\"principal\": …, \"secret\": …}]}");
            }
            return new Credentials(pair.get("principal").asText(), pair.get("secret").asText());
        } catch (IOException e) {
            throw new ClusterException("cannot read the masters' credentials file " + file, e);
        }
    }
}
