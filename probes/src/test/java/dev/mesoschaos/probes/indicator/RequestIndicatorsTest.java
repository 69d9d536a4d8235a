package dev.mesoschaos.probes.indicator;

import static dev.mesoschaos.probes.Journals.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mesoschaos.probes.Journals;
import dev.mesoschaos.scenarios.journal.Event.Outcome;
import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.measure.Indicator;
import dev.mesoschaos.scenarios.measure.Measurement;
import dev.mesoschaos.scenarios.model.Query;
import org.junit.jupiter.api.Test;

class RequestIndicatorsTest {

    /** Ten seconds of requests; those of second 13 time out, one of second 15 does, and one of second 16 is an error. */
    private static Journals journal() {
        return new Journals()
                .requests(10, 20, n -> (n >= 300 && n < 400) || n == 500
                        ? Outcome.TIMEOUT
                        : n == 600 ? Outcome.ERROR_STATUS : Outcome.OK)
                .phase(Phase.CLOSING, 40);
    }

    private static Measurement measure(Indicator indicator, Journals journal, double from, double to) {
        return indicator.measure(journal.timeline(), window(from, to), Query.ALL);
    }

    @Test
    void anOutageLastsFromItsFirstFailureToTheNextSuccess() {
        Measurement measured = measure(new LongestOutage(), journal(), 10, 20);

        assertThat(measured.value().orElseThrow()).isCloseTo(1, within(1e-6));
        assertThat(measured.censored()).isFalse();
        assertThat(measured.n()).isEqualTo(1000);
    }

    @Test
    void anOutageWithoutEndIsAtLeastAsLongAsItWasWatched() {
        Journals journal = new Journals()
                .requests(10, 20, n -> n < 500 ? Outcome.OK : Outcome.REFUSED)
                .phase(Phase.CLOSING, 20);

        Measurement measured = measure(new LongestOutage(), journal, 10, 20);

        assertThat(measured.value().orElseThrow()).isCloseTo(5, within(1e-6));
        assertThat(measured.censored()).isTrue();
    }

    @Test
    void allOutagesTogetherAreTheViolationTime() {
        Measurement measured = measure(new ViolationTime(), journal(), 10, 20);

        assertThat(measured.value().orElseThrow()).isCloseTo(1.02, within(1e-6));
        assertThat(measured.detail()).isEqualTo("3 time(s) in which requests failed in a row, in 2 violation interval(s)");
    }

    @Test
    void onlyAnswersCanBeErrors() {
        Measurement measured = measure(new ErrorRatio(), journal(), 10, 20);

        assertThat(measured.value().orElseThrow()).isCloseTo(1 / 899.0, within(1e-9));
        assertThat(measured.n()).isEqualTo(899);
    }

    @Test
    void whatNobodyAnsweredIsNoGoodErrorRatio() {
        Journals journal = new Journals().requests(10, 20, n -> Outcome.TIMEOUT).phase(Phase.CLOSING, 40);

        assertThat(measure(new ErrorRatio(), journal, 10, 20).value()).isEmpty();
    }

    @Test
    void whatWasNotAskedIsNotGood() {
        assertThat(measure(new LongestOutage(), journal(), 10, 30).value()).isEmpty();
        assertThat(measure(new ViolationTime(), journal(), 10, 30).value()).isEmpty();
        assertThat(measure(new ErrorRatio(), journal(), 10, 30).value()).isEmpty();
        assertThat(measure(new LongestOutage(), journal(), 25, 30).value()).isEmpty();
    }
}
