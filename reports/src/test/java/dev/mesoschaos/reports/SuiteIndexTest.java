package dev.mesoschaos.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.scenarios.report.ReportWriter.SuiteEntry;
import dev.mesoschaos.scenarios.verdict.Result;
import dev.mesoschaos.scenarios.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteIndexTest {

    @TempDir
    private Path suite;

    @Test
    void oneRowForEachScenarioAndTheWorstVerdictAbove() throws IOException {
        Result failed = new SampleResult(SampleRun.harmless(), Verdict.FAILED).result();
        String html = write(List.of(
                new SuiteEntry("run-1", SampleResult.passed()), new SuiteEntry("run 2", failed)));
        assertThat(html)
                .contains("<title>FAILED", "1 PASSED, 1 FAILED", "57.5 s")
                .contains("2 of 2", "rescheduling-time <strong>4.700 s</strong>, at most floor + 3s (floor 3.000 s)")
                .contains("schedulability <strong>95.00 %</strong>, at least 90%", "data-sort=\"0.95\">95.00 %")
                .contains("href=\"run-1/report.html\"", "href=\"run%202/report.html\"");
    }

    @Test
    void anEmptySuiteIsNoSuccess() throws IOException {
        assertThat(write(List.of())).contains("INCONCLUSIVE", "No scenario was run.").doesNotContain("<table");
    }

    @Test
    void textsOfTheClusterNeverBecomeMarkup() throws IOException {
        Result evil = new SampleResult(new SampleRun(HtmlReportTest.EVIL, true), Verdict.FAILED).result();
        assertThat(write(List.of(new SuiteEntry("run", evil)))).doesNotContain("<img").containsOnlyOnce("<script");
    }

    private String write(List<SuiteEntry> entries) throws IOException {
        new SuiteIndex().writeSuite(suite, entries);
        return Files.readString(suite.resolve(SuiteIndex.FILE));
    }
}
