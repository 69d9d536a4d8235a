package dev.mesoschaos.probes.indicator;

import static dev.mesoschaos.probes.Journals.window;
import static dev.mesoschaos.scenarios.fault.Visibility.AGENT_SILENT;
import static dev.mesoschaos.scenarios.fault.Visibility.NOTHING_LOST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mesoschaos.probes.Journals;
import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.measure.Measurement;
import dev.mesoschaos.scenarios.measure.Measurement.Sample;
import dev.mesoschaos.scenarios.model.Query;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TimeToDetectTest {

    private static final Offset<Double> MICROSECOND = within(1e-6);

    private final TimeToDetect indicator = new TimeToDetect();

    /** a1 and a2 fall silent from second 10 to second 30. */
    private static Journals silence() {
        return new Journals()
                .cluster()
                .agent("a1", "active", 1)
                .agent("a2", "active", 1)
                .fault("off", AGENT_SILENT, List.of("a1", "a2"), 10)
                .undone("off", 30)
                .phase(Phase.CLOSING, 40);
    }

    private Measurement measure(Journals journal) {
        return indicator.measure(journal.timeline(), window(9, 40), Query.ALL);
    }

    @Test
    void anAgentThatIsNeverGivenUpTookAtLeastUntilItWasBack() {
        Measurement measured = measure(silence().agent("a1", "unreachable", 13.5));

        assertThat(measured.value().orElseThrow()).isCloseTo(20, MICROSECOND);
        assertThat(measured.censored()).isTrue();
        assertThat(measured.detail()).isEqualTo("1 of 2 lost agents were detected");
        assertThat(measured.samples()).extracting(Sample::subject).containsExactly("a1", "a2");
    }

    @Test
    void timeIsCountedFromTheEffectToTheMastersWord() {
        Measurement measured =
                measure(silence().agent("a1", "unreachable", 13.5).agent("a2", "unreachable", 13.75));

        assertThat(measured.value().orElseThrow()).isCloseTo(3.75, MICROSECOND);
        assertThat(measured.censored()).isFalse();
        assertThat(measured.n()).isEqualTo(2);
    }

    @Test
    void whatASecondSilenceDoesIsNotCountedFromAFirstThatNobodyNoticed() {
        Measurement measured = measure(new Journals()
                .cluster()
                .agent("a1", "active", 1)
                .fault("blink", AGENT_SILENT, List.of("a1"), 10)
                .undone("blink", 12)
                .fault("off", AGENT_SILENT, List.of("a1"), 20)
                .agent("a1", "unreachable", 23.5)
                .phase(Phase.CLOSING, 40));

        assertThat(measured.value().orElseThrow()).isCloseTo(3.5, MICROSECOND);
        assertThat(measured.n()).isEqualTo(1);
    }

    @Test
    void anAgentThatIsBackBeforeTheMastersLosePatienceIsNoneThatWasMissed() {
        Journals journal = new Journals()
                .cluster()
                .agent("a1", "active", 1)
                .fault("blink", AGENT_SILENT, List.of("a1"), 10)
                .undone("blink", 12)
                .phase(Phase.CLOSING, 40);

        assertThat(measure(journal).value()).isEmpty();
    }

    @Test
    void anAgentThatWasLostBeforeCannotBeDetectedAgain() {
        Journals journal = silence().agent("a2", "unreachable", 5).agent("a1", "unreachable", 13.5);

        assertThat(measure(journal).samples()).extracting(Sample::subject).containsExactly("a1");
    }

    @Test
    void aFaultThatSilencesNobodyDetectsNothing() {
        Journals journal = new Journals()
                .cluster()
                .agent("a1", "active", 1)
                .fault("load", NOTHING_LOST, List.of("a1"), 10)
                .agent("a1", "unreachable", 13)
                .phase(Phase.CLOSING, 40);

        assertThat(measure(journal).value()).isEmpty();
    }
}
