package dev.mesoschaos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {

    private static final Path SMOKE = Path.of("..", "scenarios", "library", "smoke");

    private final Bench bench = new Bench();

    @TempDir
    private Path directory;

    @Test
    void noCommandIsWrongUsage() {
        assertThat(bench.run()).isEqualTo(64);
        assertThat(bench.err()).contains("name a command", "mesos-chaos --help");
    }

    @Test
    void aMistypedCommandIsAnsweredWithTheNearestOne() {
        assertThat(bench.run("rum")).isEqualTo(64);
        assertThat(bench.err()).contains("'rum'", "mesos-chaos run");
    }

    @Test
    void aMistypedOptionIsAnsweredWithTheNearestOne() {
        assertThat(bench.run("run", "x.yaml", "--sed", "3")).isEqualTo(64);
        assertThat(bench.err()).contains("'--sed'", "--seed");
    }

    @Test
    void aSeedThatIsNoNumberIsWrongUsage() {
        assertThat(bench.run("run", "x.yaml", "--seed", "lucky")).isEqualTo(64);
        assertThat(bench.err()).contains("--seed", "lucky").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "plan", "validate"})
    void aFileThatIsNotThereIsWrongUsage(String command) {
        assertThat(bench.run(command, directory.resolve("gone.yaml"))).isEqualTo(64);
        assertThat(bench.err()).contains("no such file or directory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "plan", "validate"})
    void aMistypedNameOfAScenarioIsAnsweredWithTheNearestOne(String command) {
        assertThat(bench.run(command, "rack-partiton")).isEqualTo(64);
        assertThat(bench.err()).contains("no scenario of the library: rack-partiton", "did you mean 'rack-partition'?");
    }

    @Test
    void validateTellsScriptsEachMistakeWithItsPlace() throws Exception {
        Path broken = Files.writeString(directory.resolve("broken.yaml"), "name: broken\nmetod: []\n");

        assertThat(bench.run("validate", broken, "rack-partition", "--json")).isEqualTo(64);
        JsonNode files = new ObjectMapper().readTree(bench.out());
        assertThat(files.get(0).get("file").asText()).isEqualTo(broken.toString());
        assertThat(files.get(0).get("ok").asBoolean()).isFalse();
        assertThat(files.get(0).get("mistakes")).anySatisfy(mistake -> {
            assertThat(mistake.get("line").asInt()).isEqualTo(2);
            assertThat(mistake.get("column").asInt()).isEqualTo(1);
            assertThat(mistake.get("message").asText()).startsWith("unknown key 'metod'");
        });
        assertThat(files.get(1).get("ok").asBoolean()).isTrue();
        assertThat(bench.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "plan", "validate"})
    void anEmptyDirectoryIsWrongUsageAndNotAGreenRun(String command) {
        assertThat(bench.run(command, directory)).isEqualTo(64);
        assertThat(bench.err()).contains("no scenario in");
    }

    @Test
    void aPropertyThatNobodyReadsIsWrongUsage() {
        assertThat(bench.run("run", SMOKE, "-D", "clutser.network=proxied")).isEqualTo(64);
        assertThat(bench.err()).contains("unknown property 'clutser.network'", "cluster.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4s", "601s", "11m", "15", "7.5s", "soon"})
    void aLeaseThatIsTooShortTooLongOrNoTimeIsWrongUsage(String length) {
        for (String command : List.of("run", "plan")) {
            assertThat(bench.run(command, SMOKE, "--lease", length)).isEqualTo(64);
        }
        assertThat(bench.run("run", SMOKE, "-D", "chaos.lease=" + length)).isEqualTo(64);
        assertThat(bench.err().lines()).hasSize(3).containsOnly("mesos-chaos: chaos.lease=" + length
                + ": expected whole seconds or minutes, such as 30s or 2m, from 5s to 10m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--metrics-port=70000", "--metrics-port=-1", "--annotate=grafana", "--annotate=file:///etc/passwd"})
    void aWatcherThatCannotBeIsWrongUsageAndNothingRuns(String option) {
        Path output = directory.resolve("runs");

        assertThat(bench.run("run", SMOKE, option, "--out", output)).isEqualTo(64);
        assertThat(bench.err()).contains(option.substring(0, option.indexOf('=')), "expected");
        assertThat(output).doesNotExist();
    }

    @Test
    void anUnknownKindOfClusterIsWrongUsage() {
        assertThat(bench.run("run", SMOKE, "--cluster", "moon", "--out", directory)).isEqualTo(64);
        assertThat(bench.err()).contains("no cluster 'moon'", "local");
    }

    @Test
    void nothingRunsWhenOneOfTheFilesHoldsMistakesAndAllOfThemAreSaid() throws Exception {
        Path broken = Files.writeString(directory.resolve("broken.yaml"), "name: broken\nmetod: []\nprobs: []\n");
        Path output = directory.resolve("runs");

        assertThat(bench.run("run", SMOKE, broken, "--out", output)).isEqualTo(64);
        assertThat(bench.err()).contains("broken.yaml:2:1", "'metod'", "broken.yaml:3:1", "'probs'", "nothing was run");
        assertThat(output).doesNotExist();
    }

    @Test
    void validateNamesSoundFilesAndAllMistakesOfTheOthers() throws Exception {
        Path broken = Files.writeString(directory.resolve("broken.yaml"), "name: broken\nmetod: []\nprobs: []\n");

        assertThat(bench.run("validate", broken, SMOKE)).isEqualTo(64);
        assertThat(bench.out().lines()).hasSize(4).allMatch(line -> line.endsWith(": ok"));
        assertThat(bench.err()).contains("broken.yaml:2:1", "broken.yaml:3:1");
    }

    @Test
    void validateIsContentWithTheSmokeLibrary() {
        assertThat(bench.run("validate", SMOKE)).isZero();
        assertThat(bench.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "cluster", "cluster up", "cluster status", "cluster down", "doctor", "list", "schema", "validate", "plan",
        "run", "judge", "report", "compare", "undo", "halt", "resume", "completion", "man"
    })
    void helpShowsExamplesAndGoesToStandardOutput(String command) {
        assertThat(bench.run((Object[]) (command + " --help").split(" ", -1))).isZero();
        assertThat(bench.out()).containsPattern("(?s)Examples:.*mesos-chaos " + command + "\\b.*Exit codes:");
        assertThat(bench.out().lines()).allMatch(line -> line.length() <= 80);
        assertThat(bench.err()).isEmpty();
    }

    @Test
    void theSchemasOfScenariosAndOfResultsArePrinted() throws Exception {
        assertThat(bench.run("schema")).isZero();
        assertThat(new ObjectMapper().readTree(bench.out()).get("title").asText()).isEqualTo("mesos-chaos scenario");

        Bench other = new Bench();
        assertThat(other.run("schema", "result")).isZero();
        assertThat(new ObjectMapper().readTree(other.out()).get("title").asText()).isEqualTo("mesos-chaos result");
        assertThat(other.run("schema", "journal")).isEqualTo(64);
    }

    @Test
    void theVersionNamesTheCommitHoweverOneAsks() {
        assertThat(bench.run("--version")).isZero();
        String said = bench.out();
        assertThat(said).startsWith("mesos-chaos ").contains("(commit ");
        for (List<String> question : List.of(List.of("-V"), List.of("run", "--version"))) {
            Bench other = new Bench();
            assertThat(other.run(question.toArray())).isZero();
            assertThat(other.out()).isEqualTo(said);
        }
    }

    @Test
    void aBugIsSaidInOneLineAndItsTraceGoesToAFile() throws Exception {
        String said = Mishaps.describe(new IllegalStateException("both call themselves 'x'"));

        Path log = Path.of(said.substring(said.lastIndexOf(' ') + 1));
        try {
            assertThat(said).contains("both call themselves 'x'", "this is a bug, see ").doesNotContain("\n");
            assertThat(log).content().contains("\tat ");
        } finally {
            Files.delete(log);
        }
    }
}
