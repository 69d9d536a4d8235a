package dev.mesoschaos.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomesTest {

    @Test
    void aStatementThatNobodyTestedHasFailed() {
        Outcomes outcomes = new Outcomes(List.of(outcome(1, Outcome.Kind.PASSED))).completed(Selection.parse("1-3"));

        assertThat(outcomes.all()).extracting(Outcome::kind)
                .containsExactly(Outcome.Kind.PASSED, Outcome.Kind.FAILED, Outcome.Kind.FAILED);
        assertThat(outcomes.counts()).containsExactly("HTTP 1 of 3, failed: 2 3", "All 1 of 3, failed: 2 3");
    }

    @Test
    void aStatementHoldsWhenNoTestOfItFailsAndOnePasses() {
        Outcomes outcomes = new Outcomes(List.of(
                outcome(34, Outcome.Kind.PASSED), outcome(34, Outcome.Kind.SKIPPED),
                outcome(35, Outcome.Kind.PASSED), outcome(35, Outcome.Kind.FAILED),
                outcome(36, Outcome.Kind.SKIPPED)));

        assertThat(outcomes.counts()).first().isEqualTo("Updates 1 of 3, failed: 35, skipped: 36");
    }

    @Test
    void aSelectionNamesNumbersAndRanges() {
        assertThat(Selection.parse("5, 1-3,2").statements()).containsExactly(1, 2, 3, 5);
        assertThat(Selection.parse("").statements()).hasSize(65);
        assertThat(Selection.parse(Selection.parse("63-65").toString()).statements()).containsExactly(63, 64, 65);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "66", "x", "1-", "1,,2"})
    void aSelectionOfNothingIsRefused(String text) {
        assertThatThrownBy(() -> Selection.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Outcome outcome(int statement, Outcome.Kind kind) {
        return new Outcome(statement, "words", "Some.test" + statement, kind, "", 1);
    }
}
