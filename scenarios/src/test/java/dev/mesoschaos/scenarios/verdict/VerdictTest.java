package dev.mesoschaos.scenarios.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {

    @Test
    void nothingProvesNothing() {
        assertThat(Verdict.worst(List.of())).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void theWorstWins() {
        assertThat(Verdict.worst(List.of(Verdict.PASSED, Verdict.DIRTY, Verdict.ERROR))).isEqualTo(Verdict.DIRTY);
        assertThat(Verdict.PASSED.worst(Verdict.SKIPPED)).isEqualTo(Verdict.SKIPPED);
        assertThat(List.of(Verdict.values()))
                .containsExactly(
                        Verdict.PASSED,
                        Verdict.SKIPPED,
                        Verdict.INCONCLUSIVE,
                        Verdict.FAILED,
                        Verdict.ABORTED,
                        Verdict.ERROR,
                        Verdict.DIRTY);
    }

    @Test
    void onlyPassedAndSkippedEndWithZero() {
        assertThat(List.of(Verdict.values()).stream().filter(verdict -> verdict.exitCode() == 0))
                .containsExactly(Verdict.PASSED, Verdict.SKIPPED);
    }
}
