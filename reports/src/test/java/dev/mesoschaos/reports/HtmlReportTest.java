package dev.mesoschaos.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.scenarios.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {

    @TempDir
    private Path run;

    @Test
    void saysTheVerdictAndTheNumbers() throws IOException {
        String html = write(SampleRun.harmless(), Verdict.PASSED);
        assertThat(html).contains("PASSED", "4.700 s", "96.25 %", "floor 3.000 s");
    }

    private String write(SampleRun sample, Verdict verdict) throws IOException {
        new HtmlReport().write(run, new SampleResult(sample, verdict).result(), sample.timeline());
        return Files.readString(run.resolve(HtmlReport.FILE));
    }
}
