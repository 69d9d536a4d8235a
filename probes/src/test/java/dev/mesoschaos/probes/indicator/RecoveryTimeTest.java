package dev.mesoschaos.probes.indicator;

import static dev.mesoschaos.probes.Journals.window;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.probes.Journals;
import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.measure.Measurement;
import dev.mesoschaos.scenarios.model.Query;
import org.junit.jupiter.api.Test;

class RecoveryTimeTest {

    private final RecoveryTime indicator = new RecoveryTime();

    private static Journals injected() {
        return new Journals().phase(Phase.METHOD, 10);
    }

    @Test
    void beforeAnythingIsInjectedThereIsNothingToRecoverFrom() {
        Measurement measured = indicator.measure(
                injected().steady(5, 8).recovered(24, 29).timeline(), window(5, 8), Query.ALL);

        assertThat(measured.value()).isEmpty();
    }

    @Test
    void aRecoveryThatWasNotReachedTookAtLeastUntilTheEnd() {
        Measurement measured = indicator.measure(
                injected().notRecovered(50, "1 instance missing").phase(Phase.CLOSING, 50).timeline(),
                window(20, 50),
                Query.ALL);

        assertThat(measured.value()).hasValue(30);
        assertThat(measured.censored()).isTrue();
        assertThat(measured.detail()).endsWith("1 instance missing");
    }

    @Test
    void aRunThatEndedBeforeItsRecoveryHasNotRecovered() {
        Measurement measured = indicator.measure(
                new Journals().steady(1, 5).phase(Phase.METHOD, 10).phase(Phase.ENDED, 45).timeline(), window(20, 45), Query.ALL);

        assertThat(measured.value()).hasValue(25);
        assertThat(measured.censored()).isTrue();
    }

    @Test
    void recoveryLastsUntilTheSteadyStateHeldAgainNotUntilItHadHeldLongEnough() {
        Measurement measured = indicator.measure(
                injected().recovered(24, 29).phase(Phase.CLOSING, 29).timeline(), window(20, 29), Query.ALL);

        assertThat(measured.value()).hasValue(4);
        assertThat(measured.censored()).isFalse();
    }

    @Test
    void aSteadyStateThatNeverBrokeNeedsNoTime() {
        Measurement measured = indicator.measure(
                injected().recovered(18, 23).phase(Phase.CLOSING, 23).timeline(), window(20, 23), Query.ALL);

        assertThat(measured.value()).hasValue(0);
    }
}
