package dev.mesoschaos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterTest {

    private final Bench bench = new Bench();

    @TempDir
    private Path directory;

    @Test
    void withoutACommandItIsWrongUsage() {
        assertThat(bench.run("cluster")).isEqualTo(64);
        assertThat(bench.err()).contains("up, status or down");
    }

    @Test
    void severalScenariosAreNoWorkload() {
        assertThat(bench.run("cluster", "up", "--workload", "smoke", "--out", directory)).isEqualTo(64);
        assertThat(bench.err()).contains("smoke is several");
    }

    @Test
    void whereNoneIsUpStatusFailsAndDownIsContent() {
        assertThat(bench.run("cluster", "status", "--out", directory)).isOne();
        assertThat(bench.err()).contains("no cluster is up in " + directory.resolve("cluster"));
        assertThat(bench.run("cluster", "down", "--out", directory)).isZero();
    }

    @Test
    void anotherProcessWithTheIdOfOneThatDiedIsNoCluster() throws IOException {
        Path file = Files.createDirectories(directory.resolve("cluster")).resolve("cluster.json");
        Files.writeString(file, """
                {"pid": %d, "started": "2020-01-01T00:00:00Z", "network": "n", "masters": [], "zookeeper": [],
                 "election": "", "agents": {}, "apps": {}}
                """.formatted(ProcessHandle.current().pid()));

        assertThat(bench.run("cluster", "down", "--out", directory)).isZero();
        assertThat(bench.out()).contains("no cluster is up");
        assertThat(file).doesNotExist();
    }
}
