package dev.mesoschaos.reports.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.reports.PastRuns;
import dev.mesoschaos.scenarios.journal.JournalJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {

    @TempDir
    private Path directory;

    @BeforeEach
    void threeRunsTheNewestFirstInTheDirectory() throws IOException {
        List<PastRun> runs = PastRuns.taking(1, 2, 3);
        write("november/suite/a", runs.get(2));
        write("november/suite/b", runs.get(1));
        write("october/c", runs.get(0));
    }

    @Test
    void findsRunsHoweverDeepAndPutsThemInTheOrderOfTime() throws IOException {
        assertThat(ids(directory)).containsExactly("run-0", "run-1", "run-2");
        assertThat(ids(directory.resolve("october/c"))).containsExactly("run-0");
    }

    @Test
    void oneRunCountsOnceHoweverOftenItIsFound() throws IOException {
        Files.createSymbolicLink(directory.resolve("november/suite/latest"), Path.of("a"));
        write("copy-of-a", PastRuns.taking(1, 2, 3).get(2));
        assertThat(ids(directory, directory)).containsExactly("run-0", "run-1", "run-2");
    }

    @Test
    void whatCannotBeReadIsSaid() throws IOException {
        Files.writeString(Files.createDirectory(directory.resolve("d")).resolve("result.json"), "{\"schema\": 3}");
        History history = History.read(List.of(directory));
        assertThat(history.runs()).hasSize(3);
        assertThat(history.unreadable()).singleElement().asString().contains("d/result.json", "no result of this form");
    }

    @Test
    void besideARunAreTheNewestOthersOfAScenarioByTheirDirectories() throws IOException {
        Files.createSymbolicLink(directory.resolve("november/suite/latest"), Path.of("b"));
        write("november/suite/c", PastRuns.taking(1).getFirst());
        Path run = directory.resolve("november/suite/a");
        assertThat(beside(run, "rack-partition", 9)).containsExactly("run-0", "run-1");
        assertThat(beside(run, "rack-partition", 1)).containsExactly("run-0");
        assertThat(beside(run, "another", 9)).isEmpty();
    }

    private static List<String> beside(Path run, String scenario, int most) throws IOException {
        return History.beside(run, scenario, most).runs().stream().map(one -> one.result().runId()).toList();
    }

    private List<String> ids(Path... directories) throws IOException {
        return History.read(List.of(directories)).runs().stream().map(run -> run.result().runId()).toList();
    }

    private void write(String name, PastRun run) throws IOException {
        Path file = Files.createDirectories(directory.resolve(name)).resolve("result.json");
        Files.writeString(file, JournalJson.mapper().writeValueAsString(run.result()));
    }
}
