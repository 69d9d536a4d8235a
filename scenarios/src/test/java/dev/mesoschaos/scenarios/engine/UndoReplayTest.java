package dev.mesoschaos.scenarios.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.scenarios.cluster.EvidenceGrade;
import dev.mesoschaos.scenarios.cluster.Topology;
import dev.mesoschaos.scenarios.fault.Visibility;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.InjectionState;
import dev.mesoschaos.scenarios.journal.Journal;
import dev.mesoschaos.scenarios.journal.JournalJson;
import dev.mesoschaos.scenarios.journal.JournalReader;
import dev.mesoschaos.scenarios.plugin.Plugins;
import dev.mesoschaos.scenarios.time.Clock;
import dev.mesoschaos.scenarios.verdict.Ledger;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UndoReplayTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final FakeCluster cluster = new FakeCluster();
    private final FakeFault fault = new FakeFault("fake");

    @TempDir
    Path run;

    @BeforeEach
    void aRunThatDied() throws IOException {
        try (Journal journal = Journal.append(run.resolve(JournalReader.FILE))) {
            journal.record(new Event.RunStarted(NOW, "r", "n", "", "f", 1, "1", "c", "cmd", Map.of(), "fake"));
            journal.record(new Event.ClusterOpened(
                    NOW, "fake", EvidenceGrade.TESTBED, "none", new Topology(List.of()), cluster.facts(), Duration.ZERO, 0));
            journal.record(new Event.Planned(
                    NOW,
                    "cut-1",
                    "cut",
                    "fake",
                    "harm",
                    List.of("a1"),
                    "any",
                    Visibility.NOTHING_LOST,
                    JournalJson.mapper().valueToTree(new FakeFault.Plan(List.of("a1"))),
                    List.of(),
                    List.of()));
            journal.record(
                    new Event.Injection(NOW, "cut-1", "cut", InjectionState.INJECTING, "", Optional.empty()));
        }
    }

    @Test
    void anUndoThatFailsAgainLeavesTheEntryOpen() throws IOException {
        fault.goes = false;

        assertThat(replay()).isEqualTo(new UndoReplay.Outcome(1, 1));
        assertThat(Ledger.open(JournalReader.read(run))).hasSize(1);
    }

    @Test
    void whatADeadRunLeftOpenIsUndoneFromItsJournalAlone() throws IOException {
        assertThat(replay()).isEqualTo(new UndoReplay.Outcome(1, 0));
        assertThat(fault.calls).containsExactly("undo fake");
        assertThat(Ledger.open(JournalReader.read(run))).isEmpty();
    }

    @Test
    void aSecondReplayFindsNothingToDo() throws IOException {
        replay();

        assertThat(replay()).isEqualTo(new UndoReplay.Outcome(0, 0));
        assertThat(fault.calls).hasSize(1);
    }

    @Test
    void aClusterThatIsGoneTookItsFaultsWithIt() throws IOException {
        cluster.gone = true;

        assertThat(replay()).isEqualTo(new UndoReplay.Outcome(1, 0));
        assertThat(fault.calls).isEmpty();
        assertThat(Ledger.open(JournalReader.read(run))).isEmpty();
    }

    private UndoReplay.Outcome replay() throws IOException {
        Plugins plugins = new Plugins(
                Map.of("fake", fault), Map.of(), Map.of(), Map.of(), Map.of("fake", cluster), List.of(), List.of());
        return new UndoReplay(plugins, Clock.system()).replay(run);
    }
}
