package dev.mesoschaos.clusters.local;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However its engine or its harness ends, nothing of a cluster is left. */
@Timeout(300)
class ClusterEndIT {

    @TempDir
    private static Path shared;

    private static Clusters clusters;

    @BeforeAll
    static void copyClassPath() throws IOException {
        clusters = Clusters.below(shared);
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsLeftWhenTheEngineIsKilled(Way way) throws IOException {
        Path run = clusters.directory(way, "killed");
        try (Drill drill = clusters.start(way, run, "-")) {
            Leftovers leftovers = Clusters.leftovers(run, Clusters.ready(drill), way, drill);

            drill.killEngine();

            Clusters.nothingSoon(leftovers);
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsLeftWhenTheHarnessIsKilled(Way way) throws IOException {
        Path run = clusters.directory(way, "orphaned");
        try (Drill drill = clusters.start(way, run, "-")) {
            Leftovers leftovers = Clusters.leftovers(run, Clusters.ready(drill), way, drill);

            drill.cutLifeline();

            Clusters.nothingSoon(leftovers);
        }
    }
}
