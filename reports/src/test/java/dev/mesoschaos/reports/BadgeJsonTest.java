package dev.mesoschaos.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.scenarios.report.ReportWriter.SuiteEntry;
import dev.mesoschaos.scenarios.verdict.Result;
import dev.mesoschaos.scenarios.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadgeJsonTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "PASSED, passed, brightgreen", "SKIPPED, skipped, lightgrey", "INCONCLUSIVE, inconclusive, yellow",
        "FAILED, failed, red", "ABORTED, aborted, orange", "ERROR, error, red", "DIRTY, dirty, red"
    })
    void aRunHasABadgeOfItsVerdict(Verdict verdict, String word, String color) throws IOException {
        new BadgeJson().write(directory, result(verdict), SampleRun.harmless().timeline());
        assertBadge("rack-partition", word, color);
    }

    @Test
    void theWorstRunColoursTheBadgeOfASuite() throws IOException {
        new BadgeJson().writeSuite(directory, List.of(
                new SuiteEntry("a", result(Verdict.PASSED)),
                new SuiteEntry("b", result(Verdict.FAILED)),
                new SuiteEntry("c", result(Verdict.PASSED))));
        assertBadge("chaos", "2 passed, 1 failed", "red");
    }

    @Test
    void anEmptySuiteIsNotGreen() throws IOException {
        new BadgeJson().writeSuite(directory, List.of());
        assertBadge("chaos", "nothing run", "yellow");
    }

    private void assertBadge(String label, String message, String color) {
        assertThat(directory.resolve(BadgeJson.FILE)).content().isEqualToIgnoringNewLines(
                "{\"schemaVersion\":1,\"label\":\"" + label + "\",\"message\":\"" + message + "\",\"color\":\"" + color + "\"}");
    }

    private static Result result(Verdict verdict) {
        return new SampleResult(SampleRun.harmless(), verdict).result();
    }
}
