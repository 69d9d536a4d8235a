package dev.mesoschaos.probes.indicator;

import static dev.mesoschaos.probes.Journals.app;
import static dev.mesoschaos.probes.Journals.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mesoschaos.probes.Journals;
import dev.mesoschaos.scenarios.journal.Event.Outcome;
import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.measure.Measurement;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.model.Query;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class AvailabilityTest {

    private final Availability availability = new Availability();
    private final Latency latency = new Latency();

    @Test
    void everyWayOfFailingIsAFailure() {
        Outcome[] outcomes = Outcome.values();
        Timeline timeline = new Journals()
                .requests(10, 16, n -> outcomes[(int) n % outcomes.length])
                .phase(Phase.CLOSING, 30)
                .timeline();

        Measurement measured = availability.measure(timeline, window(10, 16), Query.ALL);

        assertThat(measured.value()).hasValue(1.0 / 6);
        assertThat(measured.detail())
                .startsWith("100 of 600 answered well, 100 error status, 100 timeout, 100 refused, 100 broken,"
                        + " 100 nobody to ask");
    }

    @Test
    void anAppThatTakesConnectionsAndAnswersNothingIsTwoNumbers() {
        Timeline timeline = new Journals()
                .requests("http", "web", 10, 20, 2000, n -> Outcome.TIMEOUT)
                .requests("tcp", "web", 10, 20, 2000, n -> Outcome.OK)
                .phase(Phase.CLOSING, 30)
                .timeline();
        Query connections = new Query(Optional.of("web"), OptionalDouble.empty(), OptionalDouble.empty(),
                Optional.empty(), Optional.empty(), Optional.of("tcp"), Optional.empty());

        assertThat(availability.measure(timeline, window(10, 20), Query.ALL).value()).hasValue(0);
        assertThat(availability.measure(timeline, window(10, 20), connections).value()).hasValue(1);
    }

    @Test
    void aProbeThatCannotKeepItsRateSaysSo() {
        Timeline timeline = new Journals()
                .requestsSentLate(10, 20, 20)
                .phase(Phase.CLOSING, 30)
                .timeline();

        assertThat(latency.measure(timeline, window(10, 20), Query.ALL).detail()).contains("2 % were sent more than 1 ms late");
        assertThat(latency.measure(timeline, window(11, 20), Query.ALL).detail()).doesNotContain("late");
    }

    @Test
    void anOutageInTheMiddleIsFoundAndItsLengthTold() {
        Timeline timeline = new Journals()
                .requests(10, 20, n -> (n >= 300 && n < 550) || n == 800 ? Outcome.TIMEOUT : Outcome.OK)
                .phase(Phase.CLOSING, 30)
                .timeline();

        Measurement measured = availability.measure(timeline, window(10, 20), Query.ALL);

        assertThat(measured.value()).hasValue(0.749);
        assertThat(measured.detail()).contains("longest outage 2.50 s; 2 violation interval(s)");
    }

    @Test
    void anOutageThatNeverEndsLastsUntilTheEndOfTheWindow() {
        Timeline timeline = new Journals()
                .requests(10, 20, n -> n < 400 ? Outcome.OK : Outcome.REFUSED)
                .phase(Phase.CLOSING, 30)
                .timeline();

        assertThat(availability.measure(timeline, window(10, 20), Query.ALL).detail())
                .contains("longest outage 6.00 s");
    }

    @Test
    void noRequestIsNoMeasurement() {
        Timeline timeline = new Journals().phase(Phase.CLOSING, 30).timeline();

        assertThat(availability.measure(timeline, window(10, 20), Query.ALL).value()).isEmpty();
        assertThat(latency.measure(timeline, window(10, 20), Query.ALL).value()).isEmpty();
    }

    @Test
    void aHoleInTheSeriesMakesTheNumbersWorthless() {
        Timeline timeline = new Journals()
                .requests(10, 13, n -> Outcome.OK)
                .requests(18, 20, n -> Outcome.OK)
                .phase(Phase.CLOSING, 30)
                .timeline();

        Measurement measured = availability.measure(timeline, window(10, 20), Query.ALL);

        assertThat(measured.value()).isEmpty();
        assertThat(measured.detail()).startsWith("the probe measured nothing for 5.0 s of the 10.0 s");
        assertThat(latency.measure(timeline, window(10, 20), Query.ALL).value()).isEmpty();
    }

    @Test
    void theProbeOfOneAppDoesNotFillTheHoleOfAnother() {
        Timeline timeline = new Journals()
                .requests("web", 10, 20, 2000, n -> Outcome.OK)
                .requests("api", 10, 12, 2000, n -> Outcome.OK)
                .phase(Phase.CLOSING, 30)
                .timeline();

        assertThat(availability.measure(timeline, window(10, 20), Query.ALL).value()).isEmpty();
        assertThat(availability.measure(timeline, window(10, 20), app("web", 100)).value()).hasValue(1);
    }

    @Test
    void whatIsNotYetWrittenOfARunUnderWayIsNoHole() {
        Timeline timeline = new Journals()
                .requests(10, 18, n -> Outcome.OK)
                .canaryDue(20)
                .timeline();

        assertThat(availability.measure(timeline, window(12, 20), Query.ALL).value()).hasValue(1);
    }

    @Test
    void latencyIsOfAnsweredRequestsAndSaysHowManyWereNot() {
        Timeline timeline = new Journals()
                .requests("web", 10, 15, 2000, n -> Outcome.OK)
                .requests("web", 15, 16, 900_000, n -> Outcome.OK)
                .requests("web", 16, 17, 5_000_000, n -> Outcome.TIMEOUT)
                .phase(Phase.CLOSING, 30)
                .timeline();

        Measurement p50 = latency.measure(timeline, window(10, 17), app("web", 50));
        Measurement p99 = latency.measure(timeline, window(10, 17), Query.ALL);

        assertThat(p50.value().orElseThrow()).isCloseTo(0.002, within(1e-5));
        assertThat(p99.value().orElseThrow()).isCloseTo(0.9, within(1e-3));
        assertThat(p99.n()).isEqualTo(600);
        assertThat(p99.detail()).startsWith("100 of 700 requests due had no good answer");
    }
}
