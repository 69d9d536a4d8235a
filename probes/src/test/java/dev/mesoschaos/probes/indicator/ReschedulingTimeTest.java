package dev.mesoschaos.probes.indicator;

import static dev.mesoschaos.probes.Journals.app;
import static dev.mesoschaos.probes.Journals.window;
import static dev.mesoschaos.scenarios.fault.Visibility.AGENT_SILENT;
import static dev.mesoschaos.scenarios.fault.Visibility.NOTHING_LOST;
import static dev.mesoschaos.scenarios.fault.Visibility.TASKS_DRAINED;
import static dev.mesoschaos.scenarios.fault.Visibility.TASK_ENDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mesoschaos.probes.Journals;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.measure.Measurement;
import dev.mesoschaos.scenarios.measure.Measurement.Sample;
import dev.mesoschaos.scenarios.measure.Window;
import dev.mesoschaos.scenarios.model.Query;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ReschedulingTimeTest {

    private static final Offset<Double> MICROSECOND = within(1e-6);
    private static final Window DURING = window(10, 30);

    private final ReschedulingTime indicator = new ReschedulingTime();

    /** Two instances on a1, one on a3; a1 goes silent at second 10; measuring ends at second 40. */
    private static Journals silence() {
        return new Journals()
                .cluster()
                .runs("web.1-1", "a1", 1)
                .runs("web.2-1", "a1", 1)
                .runs("web.3-1", "a3", 1)
                .phase(Phase.METHOD, 9)
                .fault("off", AGENT_SILENT, List.of("a1"), 10)
                .undone("off", 30)
                .phase(Phase.CLOSING, 40);
    }

    private static Journals replaced(Journals journal, String lost, String replacement, double running) {
        return journal.update(lost, "TASK_UNREACHABLE", 13.5)
                .launched(replacement, "a5", 13.6, lost)
                .update(replacement, "TASK_STARTING", 13.8)
                .update(replacement, "TASK_RUNNING", running)
                .mark(replacement, Event.Mark.START, running + 0.3);
    }

    @Test
    void aLossToASecondFaultIsNotCountedFromAFirstThatTheTaskOutlived() {
        Journals journal = new Journals()
                .cluster()
                .runs("web.1-1", "a1", 1)
                .fault("blink", AGENT_SILENT, List.of("a1"), 10)
                .undone("blink", 12)
                .fault("off", AGENT_SILENT, List.of("a1"), 20)
                .update("web.1-1", "TASK_UNREACHABLE", 23.5)
                .runs("web.1-2", "a5", 24.5)
                .phase(Phase.CLOSING, 40);

        Measurement measured = indicator.measure(journal.timeline(), window(10, 40), Query.ALL);

        assertThat(measured.value().orElseThrow()).isCloseTo(4.5, MICROSECOND);
        assertThat(measured.n()).isEqualTo(1);
    }

    @Test
    void aTaskThatIsNotBackByTheEndCountsAsAtLeastUntilThen() {
        Journals journal = replaced(silence(), "web.1-1", "web.1-2", 14).update("web.2-1", "TASK_UNREACHABLE", 13.5);

        Measurement measured = indicator.measure(journal.timeline(), DURING, Query.ALL);

        assertThat(measured.value()).hasValue(30);
        assertThat(measured.censored()).isTrue();
        assertThat(measured.n()).isEqualTo(2);
        assertThat(measured.detail()).isEqualTo("2 lost, 1 back; 1 not back by the end");
    }

    @Test
    void aLossThatNobodyNoticesIsALossThatNeverComesBack() {
        Measurement measured = indicator.measure(silence().timeline(), DURING, Query.ALL);

        assertThat(measured.value()).hasValue(30);
        assertThat(measured.censored()).isTrue();
        assertThat(measured.detail()).contains("the loss of 2 was never noticed");
    }

    @Test
    void nothingLostIsNothingMeasured() {
        Measurement measured = indicator.measure(silence().timeline(), window(2, 9), Query.ALL);

        assertThat(measured.value()).isEmpty();
    }

    @Test
    void theTimeRunsFromTheVerifiedEffectToTheReplacementsRunning() {
        Journals journal = replaced(silence(), "web.1-1", "web.1-2", 14);
        replaced(journal, "web.2-1", "web.2-2", 14.5);

        Measurement measured = indicator.measure(journal.timeline(), DURING, Query.ALL);

        assertThat(measured.value()).hasValue(4.5);
        assertThat(measured.censored()).isFalse();
        assertThat(measured.samples()).extracting(Sample::subject).containsExactly("web.1", "web.2");
    }

    @Test
    void thePartsOfTheTimeAddUpToItAndHealthComesAfter() {
        Sample sample = indicator
                .measure(replaced(silence(), "web.1-1", "web.1-2", 14).timeline(), DURING, Query.ALL)
                .samples()
                .getFirst();

        assertThat(sample.phases()).containsOnlyKeys("detected", "decided", "staged", "running", "healthy");
        assertThat(sample.phases().get("detected")).isCloseTo(3.5, MICROSECOND);
        assertThat(sample.phases().get("decided")).isCloseTo(0.1, MICROSECOND);
        assertThat(sample.phases().get("staged")).isCloseTo(0.2, MICROSECOND);
        assertThat(sample.phases().get("running")).isCloseTo(0.2, MICROSECOND);
        assertThat(sample.phases().get("healthy")).isCloseTo(0.3, MICROSECOND);
        assertThat(sample.value()).isCloseTo(4, MICROSECOND);
    }

    @Test
    void aPercentileBelowTheMissingOnesIsExact() {
        Journals journal = replaced(silence(), "web.1-1", "web.1-2", 14);

        Measurement median = indicator.measure(journal.timeline(), DURING, app("web", 50));

        assertThat(median.value()).hasValue(4);
        assertThat(median.censored()).isFalse();
    }

    @Test
    void aReplacementThatIsDroppedIsNotBackUntilItsOwnReplacementRuns() {
        Journals journal = silence()
                .update("web.1-1", "TASK_UNREACHABLE", 13)
                .launched("web.1-2", "a2", 13.1, "web.1-1")
                .update("web.1-2", "TASK_DROPPED", 15)
                .launched("web.1-3", "a3", 15.1, "web.1-2")
                .update("web.1-3", "TASK_RUNNING", 16);

        Sample sample = indicator
                .measure(journal.timeline(), DURING, Query.ALL)
                .samples()
                .getFirst();

        assertThat(sample.value()).isCloseTo(6, MICROSECOND);
        assertThat(sample.phases().get("decided")).isCloseTo(0.1, MICROSECOND);
    }

    @Test
    void aTaskThatComesBackByItselfBeforeItIsReplacedFillsItsSlot() {
        Journals journal =
                silence().update("web.1-1", "TASK_UNREACHABLE", 13).update("web.1-1", "TASK_RUNNING", 17);

        Sample sample = indicator
                .measure(journal.timeline(), DURING, Query.ALL)
                .samples()
                .getFirst();

        assertThat(sample.value()).isCloseTo(7, MICROSECOND);
        assertThat(sample.censored()).isFalse();
    }

    @Test
    void aTaskThatComesBackAfterItsReplacementWasDecidedIsADuplicateAndNoReturn() {
        Journals journal = silence()
                .update("web.1-1", "TASK_UNREACHABLE", 13)
                .launched("web.1-2", "a2", 13.1, "web.1-1")
                .update("web.1-1", "TASK_RUNNING", 17);

        assertThat(indicator.measure(journal.timeline(), DURING, Query.ALL).samples().getFirst().censored())
                .isTrue();
    }

    @Test
    void aReplacementThatRunsAfterMeasuringEndedIsNotBack() {
        Journals journal = replaced(silence(), "web.1-1", "web.1-2", 41);

        assertThat(indicator.measure(journal.timeline(), DURING, Query.ALL).samples().getFirst().censored())
                .isTrue();
    }

    @Test
    void aTaskLostElsewhereWhileTheFaultLastsIsCountedToo() {
        Journals journal = silence().update("web.3-1", "TASK_FAILED", 20);

        assertThat(indicator.measure(journal.timeline(), DURING, Query.ALL).samples())
                .extracting(Sample::subject)
                .containsExactly("web.1", "web.2", "web.3");
    }

    @Test
    void overTheWholeMethodTimeIsCountedFromTheEffectOfTheFault() {
        Journals journal = replaced(silence(), "web.1-1", "web.1-2", 14);

        assertThat(indicator.measure(journal.timeline(), window(9, 40), Query.ALL).samples().getFirst().value())
                .isCloseTo(4, MICROSECOND);
    }

    @Test
    void ofTwoFaultsEachTaskIsCountedOnceAndFromTheOneThatTookItsHost() {
        Journals journal = silence().fault("off-too", AGENT_SILENT, List.of("a3"), 10.5);
        journal.update("web.3-1", "TASK_UNREACHABLE", 14);
        replaced(journal, "web.1-1", "web.1-2", 14);

        List<Sample> samples =
                indicator.measure(journal.timeline(), window(9, 40), Query.ALL).samples();

        assertThat(samples).extracting(Sample::subject).containsExactly("web.1", "web.2", "web.3");
        assertThat(samples.getFirst().value()).isCloseTo(4, MICROSECOND);
        assertThat(samples.getLast().value()).isCloseTo(29.5, MICROSECOND);
    }

    @Test
    void aLossSeenBeforeTheEffectWasVerifiedIsCountedFromTheInjection() {
        Journals journal = new Journals()
                .runs("web.1-1", "a1", 1)
                .fault("kill", TASK_ENDS, List.of("a1"), 10)
                .update("web.1-1", "TASK_FAILED", 9.95)
                .runs("web.1-2", "a2", 11)
                .phase(Phase.CLOSING, 40);

        assertThat(indicator.measure(journal.timeline(), DURING, Query.ALL).value().orElseThrow())
                .isCloseTo(1.1, MICROSECOND);
    }

    @Test
    void anExecutorThatDiesTakesNoOtherTaskOfItsHost() {
        Journals journal = new Journals()
                .runs("web.1-1", "a1", 1)
                .runs("web.2-1", "a1", 1)
                .fault("kill", TASK_ENDS, List.of("a1"), 10)
                .update("web.1-1", "TASK_FAILED", 10.1)
                .runs("web.1-2", "a2", 11)
                .phase(Phase.CLOSING, 40);

        assertThat(indicator.measure(journal.timeline(), DURING, Query.ALL).samples())
                .extracting(Sample::subject).containsExactly("web.1");
    }

    @Test
    void aFaultThatIsOverBeforeTheMastersLosePatienceLosesNothing() {
        Journals journal = new Journals()
                .cluster()
                .runs("web.1-1", "a1", 1)
                .beats("web.1-1", 1, 40)
                .fault("cut", AGENT_SILENT, List.of("a1"), 10)
                .undone("cut", 12)
                .phase(Phase.CLOSING, 40);

        assertThat(indicator.measure(journal.timeline(), window(10, 12), Query.ALL).value()).isEmpty();
    }

    @Test
    void aTaskThatIsSilentAfterAShortFaultIsLostAlthoughMesosCallsItRunning() {
        Journals journal = new Journals()
                .cluster()
                .runs("web.1-1", "a1", 1)
                .beats("web.1-1", 1, 10)
                .fault("cut", AGENT_SILENT, List.of("a1"), 10)
                .undone("cut", 12)
                .phase(Phase.CLOSING, 40);

        assertThat(indicator.measure(journal.timeline(), window(10, 12), Query.ALL).value()).hasValue(30);
    }

    @Test
    void aCanaryOnALostHostIsNoTaskToReschedule() {
        Journals journal = new Journals()
                .canaryDue(9.5)
                .runs("canary-9.5-1", "a1", 9.6)
                .fault("off", AGENT_SILENT, List.of("a1"), 10)
                .phase(Phase.CLOSING, 40);

        assertThat(indicator.measure(journal.timeline(), DURING, Query.ALL).value()).isEmpty();
    }

    @Test
    void aTaskThatTheFrameworkItselfKilledIsNotLost() {
        Journals journal = new Journals()
                .runs("web.1-1", "a1", 1)
                .fault("load", NOTHING_LOST, List.of("z1"), 10)
                .update("web.1-1", "TASK_KILLED", 20)
                .phase(Phase.CLOSING, 40);

        assertThat(indicator.measure(journal.timeline(), DURING, Query.ALL).value()).isEmpty();
    }

    @Test
    void aTaskThatIsEndedBecauseItsAgentIsDrainedIsLost() {
        Journals journal = new Journals()
                .runs("web.1-1", "a1", 1)
                .fault("drain", TASKS_DRAINED, List.of("a1"), 10)
                .update("web.1-1", "TASK_KILLED", "REASON_AGENT_DRAINING", 9.95)
                .runs("web.1-2", "a2", 11)
                .phase(Phase.CLOSING, 40);

        assertThat(indicator.measure(journal.timeline(), DURING, Query.ALL).value().orElseThrow())
                .isCloseTo(1.1, MICROSECOND);
    }
}
