package dev.mesoschaos.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.scenarios.verdict.Verdict;
import org.junit.jupiter.api.Test;

class SummaryMarkdownTest {

    @Test
    void isShortAndSaysWhatCounts() {
        assertThat(SummaryMarkdown.of(SampleResult.passed()))
                .startsWith("## ✓ PASSED: One rack is cut off")
                .contains("| at most floor + 3s | 4.700 s | 3 | 3.000 s | – | +1.300 s | ✓ PASSED |")
                .contains("evidence grade testbed", "network namespaces", "Seed 424242")
                .contains("| undone |", "as before on 1 host(s)")
                .contains("- One run is one sample");
    }

    @Test
    void textsOfTheClusterNeverBecomeMarkup() {
        String evil = HtmlReportTest.EVIL + "\n# heading @everyone **bold** [link](https://example.org)";
        String markdown = SummaryMarkdown.of(new SampleResult(new SampleRun(evil, true), Verdict.FAILED).result());
        String beforeTheCommand = markdown.substring(0, markdown.indexOf("### Run it again"));
        assertThat(beforeTheCommand)
                .doesNotContain("<")
                .doesNotContain("@")
                .doesNotContain("**")
                .doesNotContain("\n# ")
                .doesNotContain("](")
                .doesNotContain("://");
        assertThat(beforeTheCommand.lines().filter(line -> line.startsWith("|")))
                .as("rows of the claims, the invariants and the ledger, none broken by a text")
                .hasSize(4 + 3 + 3)
                .allSatisfy(row -> assertThat(row).endsWith(" |"));
    }

    @Test
    void whatIsNotProvenToBeUndoneIsToldAsCommands() {
        assertThat(SummaryMarkdown.of(new SampleResult(new SampleRun("", false), Verdict.DIRTY).result()))
                .contains("To be undone by hand", "a2: nft delete table inet mesos_chaos");
    }

    @Test
    void howLongAFaultTookToBiteStandsBesideItsProof() {
        assertThat(SummaryMarkdown.of(new SampleResult(new SampleRun("", true), Verdict.PASSED).result()))
                .containsPattern("\\| seen after [0-9.]+ m?s: [^|]+ \\| seen after [0-9.]+ m?s: [^|]+ \\|");
    }

    @Test
    void aCommandCannotEndItsBlock() {
        assertThat(Markdown.code("a ``` b")).isEqualTo("````\na ``` b\n````\n");
    }
}
