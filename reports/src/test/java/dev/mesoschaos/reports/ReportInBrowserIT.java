package dev.mesoschaos.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mesoschaos.scenarios.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class ReportInBrowserIT {

    /** Time line, canaries, latency, failures, one gauge. */
    private static final int CHARTS = 5;

    /** Build output: to look at, and no obstacle while helpers of the browser still write their last into it. */
    private Path work;

    private Chromium chromium;

    @BeforeEach
    void findABrowser(TestInfo test) throws IOException {
        Optional<Path> program = Chromium.find();
        assumeTrue(program.isPresent(), "no Chromium on the PATH: install the package 'chromium'");
        String name = test.getTestMethod().orElseThrow().getName();
        work = Files.createDirectories(Path.of("target", "browser", name).toAbsolutePath());
        chromium = new Chromium(program.orElseThrow(), work);
    }

    @Test
    void allChartsAreDrawnWithoutAComplaint() throws Exception {
        Chromium.Opened page = chromium.open(report(SampleRun.harmless(), Verdict.PASSED));
        assertThat(page.console()).isEmpty();
        assertThat(page.dom().split("<canvas", -1)).hasSize(CHARTS + 1);
    }

    @Test
    void hostileTextsAreDrawnAsTexts() throws Exception {
        Chromium.Opened page = chromium.open(report(new SampleRun(HtmlReportTest.EVIL, false), Verdict.DIRTY));
        assertThat(page.console()).isEmpty();
        assertThat(page.dom()).doesNotContain("<img");
        assertThat(page.dom().split("<canvas", -1)).hasSize(CHARTS + 1);
    }

    @Test
    void aScriptThatSomebodySmuggledInDoesNotRun() throws Exception {
        Path report = report(SampleRun.harmless(), Verdict.PASSED);
        String smuggled = "<script>document.body.dataset.owned = 'yes';</script>";
        Files.writeString(report, Files.readString(report).replace("</body>", smuggled + "</body>"));
        Chromium.Opened page = chromium.open(report);
        assertThat(page.dom()).doesNotContain("data-owned");
        assertThat(page.console()).anyMatch(line -> line.contains("Content Security Policy"));
    }

    @Test
    void printsToPaper() throws Exception {
        Path paper = work.resolve("report.pdf");
        Chromium.Opened page =
                chromium.open(report(SampleRun.harmless(), Verdict.PASSED), "--print-to-pdf=" + paper);
        assertThat(page.console()).isEmpty();
        assertThat(paper).isNotEmptyFile();
    }

    private Path report(SampleRun sample, Verdict verdict) throws IOException {
        new HtmlReport().write(work, new SampleResult(sample, verdict).result(), sample.timeline());
        return work.resolve(HtmlReport.FILE);
    }
}
