package dev.mesoschaos.probes.indicator;

import static dev.mesoschaos.probes.Journals.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mesoschaos.probes.Journals;
import dev.mesoschaos.scenarios.journal.Event.Outcome;
import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.measure.Measurement;
import dev.mesoschaos.scenarios.model.Query;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ControlPlaneLatencyTest {

    private final ControlPlaneLatency indicator = new ControlPlaneLatency();

    private static Query service(String service, double percentile) {
        return new Query(
                Optional.empty(),
                OptionalDouble.of(percentile),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.of(service),
                Optional.empty(), Optional.empty());
    }

    /** Ten seconds; one question in ten to the master fails at once. */
    private static Journals journal() {
        return new Journals()
                .requests(10, 20, n -> Outcome.TIMEOUT)
                .questions("zookeeper", 10, 20, 3000, n -> Outcome.OK)
                .questions("master-api", 10, 20, 200_000, n -> n % 10 == 0 ? Outcome.REFUSED : Outcome.OK)
                .phase(Phase.CLOSING, 40);
    }

    private Measurement measure(Query query) {
        return indicator.measure(journal().timeline(), window(10, 20), query);
    }

    @Test
    void aQuestionThatFailedTookUntilTheNextOneWasAnswered() {
        Measurement measured = measure(service("master-api", 99));

        assertThat(measured.value().orElseThrow()).isCloseTo(0.45, within(1e-9));
        assertThat(measured.censored()).isFalse();
        assertThat(measured.detail()).isEqualTo("36 of 40 answered");
    }

    @Test
    void whereNothingIsAnsweredAnyMoreItTookAtLeastUntilTheEnd() {
        Journals journal = new Journals()
                .questions("zookeeper", 10, 20, 1000, n -> n < 20 ? Outcome.OK : Outcome.BROKEN)
                .phase(Phase.CLOSING, 20);

        Measurement measured = indicator.measure(journal.timeline(), window(10, 20), service("zookeeper", 100));

        assertThat(measured.value()).hasValue(5);
        assertThat(measured.censored()).isTrue();
    }

    @Test
    void oneServiceSaysNothingOfTheOther() {
        Measurement measured = measure(service("zookeeper", 99));

        assertThat(measured.value()).hasValue(0.003);
        assertThat(measured.censored()).isFalse();
        assertThat(measured.n()).isEqualTo(40);
    }

    @Test
    void questionsOfOperatorsAreNoRequestsOfUsers() {
        Journals journal = new Journals()
                .questions("zookeeper", 10, 20, 3000, n -> Outcome.OK)
                .phase(Phase.CLOSING, 40);

        assertThat(new Availability().measure(journal.timeline(), window(10, 20), Query.ALL).value()).isEmpty();
    }

    @Test
    void whatWasNotAskedIsNotFast() {
        assertThat(indicator.measure(journal().timeline(), window(10, 30), service("zookeeper", 99)).value()).isEmpty();
        assertThat(indicator.measure(journal().timeline(), window(25, 30), service("zookeeper", 99)).value()).isEmpty();
    }
}
