package dev.mesoschaos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code compare} and {@code report} over results of a real run, changed here and there. */
class ManyRunsTest {

    private static final Path REAL = Path.of(
            "..", "reports", "src", "test", "resources", "dev", "mesoschaos", "reports", "agent-host-loss.json");
    private static final String RESCHEDULED = "\"value\" : 3.";

    @TempDir
    private Path directory;

    private final Bench bench = new Bench();

    @Test
    void aSlowerClusterEndsWithOne() throws IOException {
        runs("a", 5, "3.");
        runs("b", 5, "5.");

        assertThat(bench.run("compare", directory.resolve("a"), directory.resolve("b"))).isEqualTo(1);
        assertThat(bench.out()).contains(
                "agent-host-loss: A 5 PASSED; B 5 PASSED", "WORSE     rescheduling-time, app web", "REGRESSION");
    }

    @Test
    void theSameTwiceEndsWithZero() throws IOException {
        runs("a", 5, "3.");

        assertThat(bench.run("compare", directory.resolve("a"), directory.resolve("a"), "--json")).isZero();
        JsonNode told = new ObjectMapper().readTree(bench.out());
        assertThat(told.get("outcome").asText()).isEqualTo("NO_REGRESSION");
        assertThat(told.at("/comparison/scenarios/0/objectives/0/change").asText()).isEqualTo("SAME");
        assertThat(bench.err()).isEmpty();
    }

    @Test
    void anotherScenarioIsNotComparable() throws IOException {
        runs("a", 1, "3.");
        Path other = runs("b", 1, "3.").resolve("run-0/result.json");
        Files.writeString(other, Files.readString(other).replace("\"agent-host-loss\"", "\"rack-loss\""));

        assertThat(bench.run("compare", directory.resolve("a"), directory.resolve("b"))).isEqualTo(2);
        assertThat(bench.out()).contains("not compared: no sound run in B", "NOT COMPARABLE");
    }

    @Test
    void theReliabilityReportIsWrittenBesideItsRuns() throws IOException {
        runs("a", 2, "3.");

        assertThat(bench.run("report", directory, "--promise", "99.5%")).isZero();
        assertThat(bench.out()).isEqualToIgnoringNewLines(directory.resolve("reliability.html").toString());
        assertThat(directory.resolve("reliability.html")).content().contains("2 runs", "99.50 %", "disk-full");
        JsonNode json = new ObjectMapper().readTree(directory.resolve("reliability.json").toFile());
        assertThat(json.at("/promise").asDouble()).isEqualTo(0.995);
        assertThat(json.at("/untested/faults").toString()).contains("network-partition").doesNotContain("host-power-off");
    }

    @Test
    void aResultThatCannotBeReadIsSaidAndInTheReport() throws IOException {
        Path broken = runs("a", 2, "3.").resolve("run-1/result.json");
        Files.writeString(broken, "{");

        assertThat(bench.run("report", directory, "--out", directory.resolve("published"))).isZero();
        assertThat(bench.err()).contains("left out: ", "run-1/result.json");
        assertThat(directory.resolve("published/reliability.html")).content().contains("run-1/result.json");
    }

    @Test
    void whereThereIsNoRunThereIsNoReport() {
        assertThat(bench.run("report", directory)).isEqualTo(64);
        assertThat(bench.err()).contains("no run below ", "mesos-chaos judge RUN");
        assertThat(directory).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"99", "100%", "0%", "-1%", "most", "NaN%"})
    void aPromiseThatIsNoShareIsWrongUsage(String promise) throws IOException {
        runs("a", 1, "3.");

        assertThat(bench.run("report", directory, "--promise=" + promise)).isEqualTo(64);
        assertThat(bench.err()).contains("expected a share");
    }

    @Test
    void shellsCompleteBothCommandsAndTheirOptions() {
        assertThat(bench.run("completion", "bash")).isZero();
        assertThat(bench.out()).contains(" report ", " compare ", "--any-environment", "--promise", "--metrics-port");
    }

    private Path runs(String suite, int count, String rescheduledAfter) throws IOException {
        String real = Files.readString(REAL);
        assertThat(real).contains(RESCHEDULED);
        for (int i = 0; i < count; i++) {
            JsonNode id = new ObjectMapper().readTree(real).get("runId");
            Path run = Files.createDirectories(directory.resolve(suite).resolve("run-" + i));
            Files.writeString(run.resolve("result.json"), real
                    .replace(id.asText(), suite + "-" + i)
                    .replace(RESCHEDULED, "\"value\" : " + rescheduledAfter + i));
        }
        return directory.resolve(suite);
    }
}
