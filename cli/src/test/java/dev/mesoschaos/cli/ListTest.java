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
import org.junit.jupiter.params.provider.CsvSource;

class ListTest {

    private final Bench bench = new Bench();

    @TempDir
    private Path directory;

    @Test
    void whatIsNeitherAKindNorAScenarioIsWrongUsage() {
        assertThat(bench.run("list", "falts")).isEqualTo(64);
        assertThat(bench.err()).contains("no scenario of the library: falts");
    }

    @Test
    void aFileWithMistakesIsNoListWithoutIt() throws IOException {
        Path broken = Files.writeString(directory.resolve("broken.yaml"), "name: broken\n");

        assertThat(bench.run("list", broken)).isEqualTo(64);
        assertThat(bench.err()).contains("broken.yaml");
    }

    @Test
    void copyingOverwritesNothingAndThenCopiesNothing() throws IOException {
        Path mine = Files.writeString(directory.resolve("zookeeper-latency.yaml"), "mine");

        assertThat(bench.run("list", "smoke", "--copy", directory)).isEqualTo(64);
        assertThat(bench.err()).contains("zookeeper-latency.yaml is there already");
        assertThat(mine).hasContent("mine");
        assertThat(directory).isDirectoryNotContaining("glob:**agent-host-loss.yaml");
    }

    @Test
    void onlyScenariosOfTheLibraryAreCopied() throws IOException {
        bench.run("list", "rack-partition", "--copy", directory);

        assertThat(bench.run("list", directory, "--copy", directory.resolve("more"))).isEqualTo(64);
        assertThat(bench.err()).contains("rack-partition.yaml is a file");
    }

    @Test
    void faultsAreNotCopied() {
        assertThat(bench.run("list", "faults", "--copy", directory)).isEqualTo(64);
        assertThat(bench.err()).contains("only scenarios can be copied");
    }

    @Test
    void theLibraryIsShownByGroupTheQuickOneFirst() {
        assertThat(bench.run("list")).isZero();
        assertThat(bench.out().lines().filter(line -> !line.startsWith(" ")))
                .startsWith("library/smoke", "library/nightly");
        assertThat(bench.out()).containsPattern("(?m)^  rack-partition +One rack is cut off");
    }

    @ParameterizedTest
    @CsvSource({
        "faults, network-partition",
        "probes, scheduling",
        "indicators, schedulability",
        "invariants, no-lost-tasks",
    })
    void allThatScenariosMayNameIsShownWithItsMeaning(String kind, String one) {
        assertThat(bench.run("list", kind)).isZero();
        assertThat(bench.out()).containsPattern("(?m)^" + one + " +[A-Za-z]+ [^\n]+$");
    }

    @Test
    void scriptsAreToldWhatAScenarioIs() throws IOException {
        assertThat(bench.run("list", "rack-partition", "--json")).isZero();
        JsonNode scenario = new ObjectMapper().readTree(bench.out()).get(0);
        assertThat(scenario.get("name").asText()).isEqualTo("rack-partition");
        assertThat(scenario.get("file").asText()).isEqualTo("library/smoke/rack-partition.yaml");
        assertThat(scenario.get("faults").get(0).asText()).isEqualTo("network-partition");
    }

    @Test
    void aCopyIsSoundAndFindsItsSchema() throws IOException {
        Path copies = directory.resolve("mine");

        assertThat(bench.run("list", "rack-partition", "--copy", copies)).isZero();

        assertThat(copies.resolve("rack-partition.yaml")).content().startsWith(
                "# yaml-language-server: $schema=scenario.schema.json\nname: rack-partition\n");
        assertThat(copies.resolve("rack-partition.yaml")).content().contains("${hold}");
        assertThat(copies.resolve("scenario.schema.json")).exists();
        assertThat(bench.run("validate", copies)).isZero();
    }

    @Test
    void theSchemaIsPrintedAsItIs() throws IOException {
        assertThat(bench.run("schema")).isZero();
        assertThat(bench.out()).isEqualTo(
                Files.readString(Path.of("..", "scenarios", "scenario.schema.json")));
    }
}
