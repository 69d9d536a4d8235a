package dev.mesoschaos.probes.indicator;

import static dev.mesoschaos.probes.Journals.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mesoschaos.probes.Journals;
import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.measure.Indicator;
import dev.mesoschaos.scenarios.measure.Measurement;
import dev.mesoschaos.scenarios.measure.Measurement.Sample;
import dev.mesoschaos.scenarios.model.Query;
import org.junit.jupiter.api.Test;

class InstanceIndicatorsTest {

    /** Two instances; the task of web.1 goes silent at second 10, Mesos notices at 13, its replacement runs at 14. */
    private static Journals journal() {
        return new Journals()
                .cluster()
                .runs("web.1-1", "a1", 1)
                .beats("web.1-1", 1, 10)
                .runs("web.2-1", "a3", 1)
                .beats("web.2-1", 1, 40)
                .update("web.1-1", "TASK_UNREACHABLE", 13)
                .launched("web.1-2", "a5", 13.5, "web.1-1")
                .update("web.1-2", "TASK_RUNNING", 14)
                .beats("web.1-2", 14.5, 40)
                .phase(Phase.CLOSING, 40);
    }

    private static Measurement measure(Indicator indicator, Journals journal) {
        return indicator.measure(journal.timeline(), window(9, 30), Query.ALL);
    }

    @Test
    void anInstanceIsMissingFromItsLastWordToTheFirstOfItsReplacement() {
        Measurement measured = measure(new LostInstanceSeconds(), journal());

        assertThat(measured.value().orElseThrow()).isCloseTo(4.5, within(1e-6));
        assertThat(measured.n()).isEqualTo(2);
        assertThat(measured.detail()).isEqualTo("1 of 2 were there all the time");
    }

    @Test
    void anInstanceThatNeverSpeaksIsThereByMesosWord() {
        Journals journal = new Journals()
                .runs("web.1-1", "a1", 1)
                .update("web.1-1", "TASK_FAILED", 13)
                .phase(Phase.CLOSING, 40);

        assertThat(measure(new LostInstanceSeconds(), journal).value().orElseThrow()).isCloseTo(17, within(1e-6));
    }

    @Test
    void aTaskThatStandsStillIsNotThereMeanwhile() {
        Journals journal = new Journals()
                .runs("web.1-1", "a1", 1)
                .beats("web.1-1", 1, 12)
                .beats("web.1-1", 18, 40)
                .phase(Phase.CLOSING, 40);

        assertThat(measure(new LostInstanceSeconds(), journal).value().orElseThrow()).isCloseTo(6, within(1e-6));
    }

    @Test
    void aLossCostsOneLaunchWhenAllGoesWell() {
        Measurement measured = measure(new TaskChurn(), journal());

        assertThat(measured.value()).hasValue(1);
        assertThat(measured.n()).isEqualTo(2);
        assertThat(measured.detail()).isEqualTo("1 launched, 1 of them in place of a task that was lost");
    }

    @Test
    void aQuietClusterChurnsNothing() {
        assertThat(new TaskChurn().measure(journal().timeline(), window(20, 30), Query.ALL).value()).hasValue(0);
        assertThat(measure(new OverReplication(), journal()).value()).hasValue(0);
    }

    @Test
    void aTaskThatLivesOnBesideItsReplacementIsOneTooMany() {
        Journals cutOff = journal().beats("web.1-1", 10, 20);

        Measurement measured = measure(new OverReplication(), cutOff);

        assertThat(measured.value().orElseThrow()).isCloseTo(6, within(1e-6));
        assertThat(measured.samples()).extracting(Sample::subject).containsExactly("web");
    }

    @Test
    void whereNoInstanceEverRanNothingIsMeasured() {
        Journals empty = new Journals().phase(Phase.CLOSING, 40);

        assertThat(measure(new TaskChurn(), empty).value()).isEmpty();
        assertThat(measure(new OverReplication(), empty).value()).isEmpty();
        assertThat(measure(new LostInstanceSeconds(), empty).value()).isEmpty();
        assertThat(measure(new PlacementSpread(), empty.cluster()).value()).isEmpty();
    }
}
