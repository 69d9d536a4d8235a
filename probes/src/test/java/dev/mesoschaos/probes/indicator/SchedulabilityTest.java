package dev.mesoschaos.probes.indicator;

import static dev.mesoschaos.probes.Journals.window;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.probes.Journals;
import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.measure.Measurement;
import dev.mesoschaos.scenarios.model.Query;
import org.junit.jupiter.api.Test;

class SchedulabilityTest {

    private final Schedulability indicator = new Schedulability();

    private Measurement measured(Journals journal, double from, double to) {
        return indicator.measure(journal.timeline(), window(from, to), Query.ALL);
    }

    @Test
    void aCanaryWhoseOutcomeWasNeverWrittenIsAFailure() {
        Measurement measured = measured(
                new Journals().canaryDue(10).canaryRan(10.25, 0.1).phase(Phase.CLOSING, 20), 10, 11);

        assertThat(measured.value()).hasValue(0.5);
        assertThat(measured.detail()).contains("what became of 1 was never written");
    }

    @Test
    void aCanaryThatRanTooLateIsAFailure() {
        assertThat(measured(new Journals().canaryRan(10, 5.001).phase(Phase.CLOSING, 20), 10, 11).value())
                .hasValue(0);
    }

    @Test
    void aCanaryThatNeverRanIsAFailure() {
        assertThat(measured(new Journals().canaryFailed(10).canaryRan(10.25, 5).phase(Phase.CLOSING, 20), 10, 11)
                        .value())
                .hasValue(0.5);
    }

    @Test
    void aCanaryWithTimeLeftWhenMeasuringEndedIsLeftOutEvenIfTheCloseFailedIt() {
        Measurement measured = measured(
                new Journals().canaryRan(16, 0.1).canaryDue(16.25).canaryFailed(16.5).phase(Phase.CLOSING, 20), 10, 20);

        assertThat(measured.n()).isEqualTo(1);
        assertThat(measured.detail()).contains("2 left out");
    }

    @Test
    void aCanaryThatRanWhenMeasuringHadEndedIsLeftOut() {
        assertThat(measured(new Journals().canaryRan(16, 0.1).canaryRan(18, 3).phase(Phase.CLOSING, 20), 10, 20).n())
                .isEqualTo(1);
    }

    @Test
    void noCanaryIsNoMeasurement() {
        assertThat(measured(new Journals().phase(Phase.CLOSING, 20), 10, 20).value()).isEmpty();
    }

    @Test
    void aProbeThatFellSilentMakesTheNumberWorthless() {
        Journals journal = new Journals().canaries(10, 15).phase(Phase.CLOSING, 60);

        Measurement measured = measured(journal, 10, 30);

        assertThat(measured.value()).isEmpty();
        assertThat(measured.detail())
                .startsWith("the probe measured nothing for 15.3 s of the 20.0 s; otherwise 20 of 20");
    }

    @Test
    void aWindowOfAJournalThatIsStillWrittenIsMeasuredUpToItsEnd() {
        assertThat(measured(new Journals().canaries(10, 15), 11, 15).value()).hasValue(1);
    }

    @Test
    void onlyCanariesDueInTheWindowCount() {
        Journals journal = new Journals().canaryFailed(9.75).canaries(10, 12).canaryFailed(12).phase(Phase.CLOSING, 30);

        assertThat(measured(journal, 10, 12).value()).hasValue(1);
    }
}
