package dev.mesoschaos.probes.indicator;

import static dev.mesoschaos.probes.Journals.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mesoschaos.probes.Journals;
import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.measure.Measurement;
import dev.mesoschaos.scenarios.model.Query;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class CanaryIndicatorsTest {

    private static final Query PROMISE =
            new Query(Optional.empty(), OptionalDouble.empty(), OptionalDouble.of(0.9), Optional.empty(), Optional.empty(),
                    Optional.empty());

    /** Forty canaries from second 10 to second 20, those of seconds 12 and 13 and one of second 14 fail. */
    private static Journals journal() {
        Journals journal = new Journals().canaries(10, 12);
        for (double due = 12; due < 14.25; due += 0.25) {
            journal.canaryFailed(due);
        }
        return journal.canaries(14.25, 20).phase(Phase.CLOSING, 30);
    }

    @Test
    void onlySecondsInWhichNoCanaryRanAreUnable() {
        Measurement measured = new TimeUnable().measure(journal().timeline(), window(10, 20), Query.ALL);

        assertThat(measured.value()).hasValue(2);
        assertThat(measured.n()).isEqualTo(40);
        assertThat(measured.detail()).isEqualTo("0.03 minutes; 2 of 10 seconds in which canaries were due");
    }

    @Test
    void aBudgetIsWhatThePromiseLeaves() {
        Measurement measured = new ErrorBudgetSpent().measure(journal().timeline(), window(10, 20), PROMISE);

        assertThat(measured.value().orElseThrow()).isCloseTo(9 / 4.0, within(1e-6));
        assertThat(measured.detail()).isEqualTo("9 failed of 40, 4.0 may");
    }

    @Test
    void withoutCanariesNothingIsKnown() {
        assertThat(new TimeUnable().measure(journal().timeline(), window(25, 29), Query.ALL).value()).isEmpty();
        assertThat(new ErrorBudgetSpent().measure(journal().timeline(), window(25, 29), PROMISE).value()).isEmpty();
    }

    @Test
    void aProbeThatWasBlindProvesNoAbility() {
        assertThat(new TimeUnable().measure(journal().timeline(), window(5, 20), Query.ALL).value()).isEmpty();
    }
}
