package dev.mesoschaos.probes.invariant;

import static dev.mesoschaos.scenarios.fault.Visibility.NOTHING_LOST;
import static dev.mesoschaos.scenarios.fault.Visibility.TASKS_DRAINED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.probes.Journals;
import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.measure.Invariant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoTaskOnDrainingAgentTest {

    /** a1 is drained from second 10 to second 20. */
    private static Journals drained() {
        return new Journals()
                .runs("web.1-1", "a1", 1)
                .fault("emptied", TASKS_DRAINED, List.of("a1"), 10)
                .undone("emptied", 20)
                .phase(Phase.CLOSING, 40);
    }

    private static Journals ended() {
        return drained().update("web.1-1", "TASK_KILLED", 9.95);
    }

    private static Invariant.Finding check(Journals journal) {
        return new NoTaskOnDrainingAgent().check(journal.timeline());
    }

    @Test
    void aTaskThatWasNotEndedRunsThere() {
        assertThat(check(drained()).violations()).containsExactly("web.1-1 runs on a1, which is drained");
    }

    @Test
    void aTaskThatMesosCallsOverAndThatStillSpeaksRunsThere() {
        assertThat(check(ended().beats("web.1-1", 1, 15)).violations())
                .containsExactly("web.1-1 runs on a1, which is drained");
    }

    @Test
    void whatIsLaunchedThereIsNamed() {
        assertThat(check(ended().launched("web.2-1", "a1", 12, null).canaryOn("a1", 13)).violations())
                .containsExactly("web.2-1 was launched on a1, which is drained",
                        "canary-13.0-1 was launched on a1, which is drained");
    }

    @Test
    void beforeAfterAndElsewhereTasksMayRun() {
        Journals journal = ended()
                .beats("web.1-1", 1, 10.4)
                .canaryOn("a1", 9)
                .canaryOn("a2", 12)
                .runs("web.1-2", "a2", 12)
                .runs("web.2-1", "a1", 20.5);

        assertThat(check(journal).violations()).isEmpty();
        assertThat(check(journal).checked()).isEqualTo(1);
    }

    @Test
    void tasksMayTakeTheirTimeToEndUntilTheAgentIsDrained() {
        Journals journal = new Journals()
                .runs("web.1-1", "a1", 1)
                .fault("emptied", TASKS_DRAINED, List.of("a1"), 10, 13)
                .update("web.1-1", "TASK_KILLED", 12.9)
                .undone("emptied", 20)
                .phase(Phase.CLOSING, 40);

        assertThat(check(journal).violations()).isEmpty();
    }

    @Test
    void withoutADrainNothingIsChecked() {
        Journals journal = new Journals().fault("load", NOTHING_LOST, List.of("a1"), 10).phase(Phase.CLOSING, 40);

        assertThat(check(journal).checked()).isZero();
    }
}
