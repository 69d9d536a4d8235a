package dev.mesoschaos.clusters.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.scenarios.cluster.Cluster;
import dev.mesoschaos.scenarios.cluster.ClusterProvider.Request;
import dev.mesoschaos.scenarios.model.ClusterSpec;
import dev.mesoschaos.scenarios.time.Clock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole embedded cluster with a crowd on it. */
class CrowdIT {

    private static final Logger LOG = LoggerFactory.getLogger(CrowdIT.class);
    private static final ClusterSpec CROWDED = new ClusterSpec(3, 2, 3, 3, Map.of(), Map.of(), 600, 6000);
    private static final double BUDGET_MB = 4e3;

    @TempDir
    private Path run;

    @Test
    void sixHundredSimulatedAgentsWithSixThousandTasksFitBesideAClusterIntoFourGigabytes() {
        Clock clock = Clock.system();
        Instant start = clock.now();
        Request request = new Request(CROWDED, Set.of(), Map.of(Enclosure.NETWORK, "proxied"), run, event -> {});
        try (Cluster cluster = new LocalProvider().open(request)) {
            Duration took = Duration.between(start, clock.now());
            double residentMb = cluster.residentMb();
            LOG.info("600 agents with 6000 tasks are ready after {} s; resident {} MB", took.toMillis() / 1e3, residentMb);

            assertThat(residentMb).isBetween(1.0, BUDGET_MB);
            assertThat(cluster.topology().simulatedAgents()).isEqualTo(600);
            assertThat(cluster.topology().agentRacks()).containsExactly("r1", "r2", "r3");
        }
    }
}
