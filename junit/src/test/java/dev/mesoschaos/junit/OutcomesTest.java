package dev.mesoschaos.junit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.verdict.Result;
import dev.mesoschaos.scenarios.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opentest4j.TestAbortedException;

class OutcomesTest {

    private static final String WHY = "availability is 50 %, and must be at least 60 %";

    @Test
    void aMissedObjectiveIsAFailureWithItsReasonInTheFirstLine() {
        assertThatThrownBy(() -> Outcomes.check(result(Verdict.FAILED)))
                .isInstanceOf(AssertionError.class)
                .hasMessage(WHY);
    }

    @Test
    void whatThisMachineCannotRunIsSkippedWithItsReason() {
        assertThatThrownBy(() -> Outcomes.check(result(Verdict.SKIPPED)))
                .isInstanceOf(TestAbortedException.class)
                .hasMessage(WHY);
    }

    @ParameterizedTest
    @EnumSource(value = Verdict.class, names = {"INCONCLUSIVE", "ABORTED", "ERROR", "DIRTY"})
    void everythingElseIsAnErrorAndNeverAPass(Verdict verdict) {
        assertThatThrownBy(() -> Outcomes.check(result(verdict)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(verdict + ": " + WHY);
    }

    @Test
    void aPassIsAPass() {
        assertThatCode(() -> Outcomes.check(result(Verdict.PASSED))).doesNotThrowAnyException();
    }

    private static Result result(Verdict verdict) {
        Instant start = Instant.EPOCH;
        Event.RunStarted run =
                new Event.RunStarted(start, "r", "n", "", "f", 1, "1", "c", "cmd", Map.of(), "local");
        return new Result(
                Result.SCHEMA,
                "r",
                "n",
                "t",
                verdict,
                WHY,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                run,
                Optional.empty(),
                start,
                Duration.ZERO,
                Optional.empty(),
                Optional.empty());
    }
}
