package dev.mesoschaos.scenarios.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioFilesTest {

    @TempDir
    private Path directory;

    private final ScenarioFiles files = new ScenarioFiles(new ScenarioReader(FakePlugins.all()));

    @Test
    void nothingNamedIsAMistake() {
        assertThatThrownBy(() -> files.read(List.of(), Map.of()))
                .isInstanceOf(UsageException.class)
                .hasMessage("name at least one scenario file, or a directory with scenario files");
    }

    @Test
    void aMissingFileIsAMistake() {
        String missing = directory.resolve("missing.yaml").toString();

        assertThatThrownBy(() -> files.read(List.of(missing), Map.of()))
                .isInstanceOf(UsageException.class)
                .hasMessage("no such file or directory: " + missing);
    }

    @Test
    void aDirectoryWithoutScenariosIsAMistake() throws IOException {
        Files.writeString(directory.resolve("README.md"), "none here");
        Files.writeString(directory.resolve("x.schema.json"), "{}");
        Files.writeString(directory.resolve(".hidden.yaml"), "x");

        assertThatThrownBy(() -> files.read(List.of(directory.toString()), Map.of()))
                .isInstanceOf(UsageException.class)
                .hasMessage("no scenario in " + directory + ": expected files that end in .yaml, .yml, .json");
    }

    @Test
    void whatCannotBeAFileNameIsAMistake() {
        assertThatThrownBy(() -> files.read(List.of("a\0b"), Map.of()))
                .isInstanceOf(UsageException.class)
                .hasMessage("not the name of a file: 'a b'");
    }

    @Test
    void aMistypedNameOfTheLibraryIsAnsweredWithTheNearestOne() {
        assertThatThrownBy(() -> files.read(List.of("agent-host-los"), Map.of()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("no such file or directory, and no scenario of the library: agent-host-los")
                .hasMessageContaining("did you mean 'agent-host-loss'?");
    }

    @Test
    void aScenarioOfTheLibraryIsReadByItsNameAndOnceOnly() {
        assertThat(files.read(List.of("rack-partition", "smoke"), Map.of()))
                .extracting(ScenarioFiles.Entry::file)
                .startsWith("library/smoke/rack-partition.yaml")
                .contains("library/smoke/agent-host-loss.yaml")
                .doesNotHaveDuplicates()
                .allMatch(file -> file.startsWith("library/smoke/"));
    }

    @Test
    void twoScenariosOfOneNameAreAMistake() throws IOException {
        Path first = Files.writeString(directory.resolve("a.yaml"), ScenarioTexts.VALID);
        Path second = Files.writeString(directory.resolve("b.yaml"), ScenarioTexts.VALID);

        assertThatThrownBy(() -> files.read(List.of(directory.toString()), Map.of()))
                .isInstanceOf(UsageException.class)
                .hasMessage("two scenarios are named 'rack-partition': " + first + " and " + second + "; rename one");
    }

    @Test
    void directoriesAreSearchedInTheOrderOfNames() throws IOException {
        Path below = Files.createDirectories(directory.resolve("more of them"));
        Path b = Files.writeString(directory.resolve("b.yml"), "x");
        Path c = Files.writeString(below.resolve("c.YAML"), "x");
        Path a = Files.writeString(directory.resolve("a.json"), "x");

        assertThat(files.read(List.of(directory.toString()), Map.of()))
                .extracting(ScenarioFiles.Entry::file)
                .containsExactly(a.toString(), b.toString(), c.toString());
    }

    @Test
    void aFileNamedTwiceIsReadOnce() throws IOException {
        Path file = Files.writeString(directory.resolve("a.yaml"), ScenarioTexts.VALID);

        assertThat(files.read(List.of(file.toString(), directory.toString()), Map.of())).singleElement()
                .satisfies(entry -> {
                    assertThat(entry.file()).isEqualTo(file.toString());
                    assertThat(entry.reading().orThrow().name()).isEqualTo("rack-partition");
                });
    }

    @Test
    void mistakesNameTheFileAsTheUserDid() throws IOException {
        Path file = Files.writeString(directory.resolve("a.yaml"), ScenarioTexts.VALID.replace("racks: 3", "racks: 0"));

        assertThat(files.read(List.of(file.toString()), Map.of()).getFirst().reading().problems())
                .extracting(Throwable::getMessage)
                .containsExactly(file + ":5:18: expected a whole number from 1 to 20, got '0'");
    }
}
