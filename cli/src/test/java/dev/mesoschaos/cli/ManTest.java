package dev.mesoschaos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ManTest {

    private final Bench bench = new Bench();

    @Test
    void everyCommandIsInTheManualWithItsOptionsAndExamples() {
        assertThat(bench.run("man")).isZero();
        assertThat(bench.out())
                .startsWith(".TH MESOS\\-CHAOS 1 ")
                .contains(
                        ".SS \"mesos\\-chaos run\"", ".SS \"mesos\\-chaos cluster up\"", ".SS \"mesos\\-chaos compare\"",
                        ".B \\-\\-seed N\n", "default: chaos\\-runs.", "  mesos\\-chaos run my.yaml \\-\\-seed 42",
                        "Exit codes:")
                .doesNotContain("${", "%n", "\u001b");
        assertThat(bench.err()).isEmpty();
    }

    @Test
    void noTextOfACommandIsTakenForARequest() {
        bench.run("man");
        assertThat(bench.out().lines().filter(line -> line.startsWith(".") || line.startsWith("'")))
                .allMatch(line -> line.matches("\\.(TH|SH|SS|PP|TP|B|nf|fi)( .*)?"));
    }
}
