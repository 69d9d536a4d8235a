package dev.mesoschaos.probes.indicator;

import static dev.mesoschaos.probes.Journals.window;
import static dev.mesoschaos.scenarios.fault.Visibility.NOTHING_LOST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mesoschaos.probes.Journals;
import dev.mesoschaos.scenarios.journal.Event.Outcome;
import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.measure.Measurement;
import dev.mesoschaos.scenarios.model.Query;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class IsolationTest {

    private static final Query AGAINST_CONTROL = new Query(
            Optional.of("web"), OptionalDouble.of(99), OptionalDouble.empty(), Optional.of("calm"), Optional.empty(),
            Optional.empty(), Optional.empty());
    private static final Query BY_HOSTS =
            new Query(Optional.of("web"), OptionalDouble.empty());

    private final Isolation indicator = new Isolation();

    /** Ten seconds of two apps, the victim's requests taking so many milliseconds, the control's two. */
    private static Journals apps(int victimMillis) {
        return new Journals()
                .scenario("name: x")
                .cluster()
                .requests("web", 10, 20, victimMillis * 1000L, n -> Outcome.OK)
                .requests("calm", 10, 20, 2000, n -> Outcome.OK)
                .phase(Phase.CLOSING, 40);
    }

    private Measurement measure(Journals journal, Query query) {
        return indicator.measure(journal.timeline(), window(10, 20), query);
    }

    @Test
    void theDifferenceOfTwoAppsHasItsInterval() {
        Measurement measured = measure(apps(7), AGAINST_CONTROL);

        assertThat(measured.value().orElseThrow()).isCloseTo(0.005, within(1e-9));
        assertThat(measured.interval().orElseThrow().low()).isCloseTo(0.005, within(1e-9));
        assertThat(measured.interval().orElseThrow().high()).isCloseTo(0.005, within(1e-9));
        assertThat(measured.n()).isEqualTo(1000);
    }

    @Test
    void oneBadSecondWidensTheIntervalAndDoesNotDecide() {
        Journals journal = new Journals()
                .scenario("name: x")
                .cluster()
                .requests("web", 10, 19, 2000, n -> Outcome.OK)
                .requests("web", 19, 20, 50_000, n -> Outcome.OK)
                .requests("calm", 10, 20, 2000, n -> Outcome.OK)
                .phase(Phase.CLOSING, 40);

        Measurement.Interval interval = measure(journal, AGAINST_CONTROL).interval().orElseThrow();

        assertThat(interval.low()).isCloseTo(0, within(1e-9));
        assertThat(interval.high()).isCloseTo(0.048, within(1e-9));
    }

    @Test
    void theSameJournalGivesTheSameInterval() {
        assertThat(measure(apps(7), AGAINST_CONTROL)).isEqualTo(measure(apps(7), AGAINST_CONTROL));
    }

    @Test
    void aRequestThatFailedCountsAsTheSlowestOfAll() {
        Journals journal = new Journals()
                .scenario("name: x")
                .cluster()
                .requests("web", 10, 20, 1000, n -> n % 10 == 0 ? Outcome.REFUSED : Outcome.OK)
                .requests("calm", 10, 20, 2000, n -> Outcome.OK)
                .requests("calm", 20, 21, 500_000, n -> Outcome.OK)
                .phase(Phase.CLOSING, 40);

        Measurement measured = indicator.measure(journal.timeline(), window(10, 20.5), AGAINST_CONTROL);

        assertThat(measured.detail()).contains("p99 of the victim 500.0 ms");
    }

    @Test
    void withoutAControlTheFaultsHostsAreComparedWithOtherRacks() {
        Journals journal = new Journals()
                .scenario("name: x")
                .cluster()
                .fault("burn", NOTHING_LOST, List.of("a1"), 10)
                .requestsTo("a1", 10, 20, 30_000)
                .requestsTo("a2", 10, 20, 5000)
                .requestsTo("a3", 10, 20, 3000)
                .phase(Phase.CLOSING, 40);

        Measurement measured = measure(journal, BY_HOSTS);

        assertThat(measured.value().orElseThrow()).isCloseTo(0.027, within(1e-9));
        assertThat(measured.n()).isEqualTo(1000);
        assertThat(measured.detail()).endsWith("on other hosts of the same rack p99 5.0 ms");
    }

    @Test
    void tooFewSecondsAreNotCompared() {
        assertThat(indicator.measure(apps(7).timeline(), window(10, 14), AGAINST_CONTROL).value()).isEmpty();
        assertThat(measure(apps(7), BY_HOSTS).value()).isEmpty();
    }
}
