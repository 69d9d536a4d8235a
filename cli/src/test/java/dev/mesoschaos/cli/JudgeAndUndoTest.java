package dev.mesoschaos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.mesoschaos.scenarios.cluster.EvidenceGrade;
import dev.mesoschaos.scenarios.cluster.Facts;
import dev.mesoschaos.scenarios.cluster.Topology;
import dev.mesoschaos.scenarios.fault.Visibility;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.InjectionState;
import dev.mesoschaos.scenarios.journal.Journal;
import dev.mesoschaos.scenarios.journal.JournalJson;
import dev.mesoschaos.scenarios.journal.JournalReader;
import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.verdict.Ledger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JudgeAndUndoTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Path SCENARIO = Path.of("..", "scenarios", "library", "smoke", "rack-partition.yaml");

    private final Bench bench = new Bench();

    @TempDir
    private Path run;

    @ParameterizedTest
    @ValueSource(strings = {"judge", "undo"})
    void aRunThatIsNotThereIsWrongUsage(String command) {
        assertThat(bench.run(command, run.resolve("gone"))).isEqualTo(64);
        assertThat(bench.err()).contains("no such run: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"judge", "undo"})
    void aDirectoryWithoutAJournalIsWrongUsage(String command) {
        assertThat(bench.run(command, run)).isEqualTo(64);
        assertThat(bench.err()).contains("no run in ", "journal.jsonl");
    }

    @ParameterizedTest
    @ValueSource(strings = {"judge", "undo"})
    void aDamagedJournalIsAnErrorThatNamesTheLine(String command) throws IOException {
        journal();
        Files.writeString(run.resolve("journal.jsonl"), "{\"event\":\"pha\n{}\n", StandardOpenOption.APPEND);

        assertThat(bench.run(command, run)).isEqualTo(4);
        assertThat(bench.err()).contains("journal.jsonl:2").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"judge", "undo"})
    void somethingElseThanAJournalIsAnError(String command) throws IOException {
        Files.write(run.resolve("journal.jsonl"), new byte[] {(byte) 0xff, 0, 1});

        assertThat(bench.run(command, run)).isEqualTo(4);
        assertThat(bench.err()).startsWith("mesos-chaos: ").doesNotContain("\tat ", "bug");
    }

    @Test
    void judgingSaysTheVerdictAndEndsWithItsCode() throws IOException {
        journal(new Event.Failed(NOW, "opening", "the cluster did not open"), ended());

        assertThat(bench.run("judge", run)).isEqualTo(4);
        assertThat(bench.out()).startsWith("ERROR").contains("rack-partition", "the cluster did not open");
    }

    @Test
    void aSkippedRunIsNoFailure() throws IOException {
        journal(new Event.Skipped(NOW, "no nft here: install nftables"), ended());

        assertThat(bench.run("judge", run)).isZero();
        assertThat(bench.out()).startsWith("SKIPPED").contains("install nftables");
    }

    @Test
    void judgingTellsScriptsTheWholeResult() throws IOException {
        journal(new Event.Skipped(NOW, "no nft here"), ended());

        assertThat(bench.run("judge", run, "--json")).isZero();
        assertThat(JournalJson.mapper().readTree(bench.out()).get(0).get("verdict").asText()).isEqualTo("SKIPPED");
    }

    @Test
    void theWorstOfSeveralRunsIsWhatCounts() throws IOException {
        journal(new Event.Skipped(NOW, "no nft here"), ended());
        Path other = Files.createDirectory(run.resolve("other"));
        Files.writeString(other.resolve("journal.jsonl"), "not a journal\n");

        assertThat(bench.run("judge", run, other)).isEqualTo(4);
        assertThat(bench.out()).contains("SKIPPED");
        assertThat(bench.err()).contains("other");
    }

    @Test
    void whereNothingIsOpenThereIsNothingToUndo() throws IOException {
        journal();

        assertThat(bench.run("undo", run)).isZero();
        assertThat(bench.out()).isEqualToIgnoringNewLines("nothing is open");
    }

    @Test
    void faultsOfAClusterThatIsGoneAreGoneToo() throws IOException {
        journal(opened(), planned(), injecting());

        assertThat(bench.run("undo", run)).isZero();
        assertThat(bench.err()).contains("open: network-partition on a1, a2 (cut-1)");
        assertThat(bench.out()).contains("1 undone, 0 left");
        assertThat(Ledger.open(JournalReader.read(run))).isEmpty();
    }

    @Test
    void anUndoThatFailedStaysAnErrorWhenItsClusterIsGone() throws IOException {
        Event failed = new Event.Injection(
                NOW, "cut-1", "cut", InjectionState.UNDO_FAILED, "a1: permission denied", Optional.empty());
        journal(opened(), planned(), injecting(), failed, ended());
        assertThat(bench.run("judge", run)).isEqualTo(5);

        assertThat(bench.run("undo", run)).isZero();

        assertThat(bench.run("judge", run)).isEqualTo(4);
        assertThat(bench.out()).contains("the undo of network-partition failed: a1: permission denied");
    }

    @Test
    void theJournalItselfMayBeNamedInPlaceOfItsRun() throws IOException {
        journal();

        assertThat(bench.run("undo", run.resolve("journal.jsonl"))).isZero();
    }

    private void journal(Event... events) throws IOException {
        List<Event> all = new ArrayList<>();
        String scenario = Files.readString(SCENARIO, StandardCharsets.UTF_8);
        all.add(new Event.RunStarted(
                NOW, "r", "rack-partition", scenario, "rack-partition.yaml", 1, "1", "c", "cmd", Map.of(), "local"));
        all.addAll(List.of(events));
        try (Journal journal = Journal.append(run.resolve(JournalReader.FILE))) {
            all.forEach(journal::record);
        }
    }

    private static Event opened() {
        Facts facts = new Facts(
                Duration.ofSeconds(1), 3, Duration.ofSeconds(1), Duration.ZERO, Duration.ofSeconds(5),
                Duration.ofMillis(500), "1.11.0");
        return new Event.ClusterOpened(
                NOW, "long-gone", EvidenceGrade.TESTBED, "namespaces", new Topology(List.of()), facts, Duration.ZERO, 0);
    }

    private static Event planned() {
        return new Event.Planned(
                NOW,
                "cut-1",
                "cut",
                "network-partition",
                "cuts",
                List.of("a1", "a2"),
                "any",
                Visibility.NOTHING_LOST,
                JsonNodeFactory.instance.objectNode(),
                List.of("nft ..."),
                List.of());
    }

    private static Event ended() {
        return new Event.PhaseEntered(NOW, Phase.ENDED);
    }

    private static Event injecting() {
        return new Event.Injection(NOW, "cut-1", "cut", InjectionState.INJECTING, "", Optional.empty());
    }
}
