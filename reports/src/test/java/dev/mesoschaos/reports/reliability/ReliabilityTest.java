package dev.mesoschaos.reports.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mesoschaos.reports.PastRuns;
import dev.mesoschaos.reports.history.History;
import dev.mesoschaos.reports.history.PastRun;
import dev.mesoschaos.scenarios.journal.JournalJson;
import dev.mesoschaos.scenarios.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReliabilityTest {

    private static final String EVIL = "\"><img src=x onerror=alert(1)><script>alert(2)</script>";
    private static final Map<String, String> HERE = Map.of("cpus", "2");
    private static final int HOURS_TO_DECEMBER = 9 * 24;

    @TempDir
    private Path directory;

    @Test
    void canariesAddUpPerMonthAndCluster() {
        Reliability all = of(
                PastRuns.run(0, Verdict.PASSED, HERE),
                PastRuns.run(1, Verdict.PASSED, HERE),
                PastRuns.run(HOURS_TO_DECEMBER, Verdict.PASSED, HERE));
        assertThat(all.ability()).extracting(AbilityRow::month).containsExactly("2026-11", "2026-12");
        AbilityRow november = all.ability().getFirst();
        assertThat(november.due()).isEqualTo(400);
        assertThat(november.inTime()).isEqualTo(398);
        assertThat(november.share()).isEqualTo(0.995);
        assertThat(november.budgetSpent()).isEqualTo(0.5, Offset.offset(1e-9));
        assertThat(november.cluster()).isEqualTo("local, testbed, namespaces");
    }

    @Test
    void complianceCountsRunsThatCouldJudgeAndTheBudgetWhatWasLost() {
        List<PastRun> runs = new ArrayList<>(PastRuns.sharing(1, 0.95, 0.8));
        runs.add(PastRuns.run(9, Verdict.INCONCLUSIVE, HERE, PastRuns.nothing()));
        List<ObjectiveRow> rows = of(runs.toArray(new PastRun[0])).objectives();
        assertThat(rows).hasSize(2);
        ObjectiveRow undecided = rows.getFirst();
        assertThat(undecided.compliance()).isEmpty();
        assertThat(undecided.undecided()).isEqualTo(1);
        ObjectiveRow share = rows.getLast();
        assertThat(share.compliance().orElseThrow()).isEqualTo(2.0 / 3);
        assertThat(share.worst()).hasValue(0.8);
        assertThat(share.budgetSpent().orElseThrow()).isEqualTo(25.0 / 30, Offset.offset(1e-9));
    }

    @Test
    void theWorstVerdictComesFirstAndWhatProvedNothingIsNoIncident() {
        Reliability all = of(
                PastRuns.run(0, Verdict.FAILED, HERE, PastRuns.time(7)),
                PastRuns.run(1, Verdict.DIRTY, HERE),
                PastRuns.run(2, Verdict.INCONCLUSIVE, HERE),
                PastRuns.run(3, Verdict.PASSED, HERE));
        assertThat(all.incidents()).extracting(Incident::verdict).containsExactly(Verdict.DIRTY, Verdict.FAILED);
        assertThat(all.incidents().getLast().missed()).containsExactly("said of OptionalDouble[7.0]");
    }

    @Test
    void whatNoRunDidIsListed() {
        Untested untested = of(
                        PastRuns.run(0, Verdict.SKIPPED, HERE),
                        PastRuns.run(1, Verdict.SKIPPED, Map.of()))
                .untested();
        assertThat(untested.faults()).containsExactly("disk-full");
        assertThat(untested.scenarios()).containsExactly("rack-partition");
        assertThat(untested.grades()).containsExactly("mesos-local", "containers", "hosts");
        assertThat(untested.skipped()).containsEntry("rack-partition: it is SKIPPED", 2);
        assertThat(untested.withoutEnvironment()).isEqualTo(1);
    }

    @Test
    void thePageShowsAllPartsAndTheJsonSaysTheSame() throws IOException {
        Reliability all = of(PastRuns.taking(3.1, 3.2, 3.3, 3.4, 3.5, 7.1, 7.2, 7.3, 7.4, 7.5).toArray(new PastRun[0]));
        String html = write(all);
        assertThat(html).contains(
                "10 runs", "99.50 %", "50.00 %", "▲ regression", "At least one objective became worse", "disk-full",
                "5 of 10", "id=\"environment-" + all.environments().keySet().iterator().next());
        JsonNode json = JournalJson.mapper().readTree(directory.resolve("reliability.json").toFile());
        assertThat(json.at("/trends/0/lines/0/change").asText()).isEqualTo("WORSE");
        assertThat(json.at("/ability/0/due").asLong()).isEqualTo(2000);
    }

    @Test
    void textsOfResultsNeverBecomeMarkup() throws IOException {
        Map<String, String> evil = Map.of("cpus" + EVIL, "2" + EVIL);
        History history = new History(
                List.of(PastRuns.run(0, Verdict.FAILED, evil, PastRuns.time(7))), List.of("file" + EVIL));
        Reliability all = Reliability.of(
                history, 0.99, new Reliability.Known(List.of("fault" + EVIL), List.of("scenario" + EVIL)));
        assertThat(write(all)).contains("&lt;img").doesNotContain("<img").containsOnlyOnce("<script");
    }

    @Test
    void anIncidentLinksToItsReportWhereThereIsOne() throws IOException {
        Path run = Files.createDirectories(directory.resolve("a b/run#1"));
        Files.createFile(run.resolve("report.html"));
        PastRun failed = PastRuns.run(0, Verdict.FAILED, HERE);
        Reliability all = of(
                new PastRun(run.toRealPath(), failed.result()), PastRuns.run(1, Verdict.FAILED, HERE));
        assertThat(write(all)).containsOnlyOnce("/report.html").contains("href=\"a%20b/run%231/report.html\"");
    }

    private static Reliability of(PastRun... runs) {
        return Reliability.of(
                new History(List.of(runs), List.of()),
                0.99,
                new Reliability.Known(List.of("network-partition", "disk-full"), List.of("rack-partition")));
    }

    private String write(Reliability reliability) throws IOException {
        ReliabilityPage.write(directory, reliability, "1.2.3");
        return Files.readString(directory.resolve("reliability.html"));
    }
}
