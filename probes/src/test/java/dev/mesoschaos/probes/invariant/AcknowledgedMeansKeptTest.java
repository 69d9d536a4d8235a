package dev.mesoschaos.probes.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.probes.Journals;
import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.measure.Invariant;
import org.junit.jupiter.api.Test;

class AcknowledgedMeansKeptTest {

    private static Journals journal() {
        return new Journals().runs("web.1-1", "a1", 1).phase(Phase.CLOSING, 40);
    }

    private static Invariant.Finding check(Journals journal) {
        return new AcknowledgedMeansKept().check(journal.timeline());
    }

    @Test
    void aRunningTaskThatMesosDoesNotKnowAnyMoreIsForgotten() {
        assertThat(check(journal().update("web.1-1", "TASK_UNKNOWN", "REASON_RECONCILIATION", 20)).violations())
                .containsExactly("web.1-1 was said to run, and then to be TASK_UNKNOWN: ");
        assertThat(check(journal().update("web.1-1", "TASK_GONE", "REASON_RECONCILIATION", 20)).violations()).hasSize(1);
    }

    @Test
    void aTaskThatMesosSaidIsOverMayBeForgotten() {
        Journals journal = journal()
                .update("web.1-1", "TASK_FAILED", 10)
                .update("web.1-1", "TASK_GONE", "REASON_RECONCILIATION", 20);

        assertThat(check(journal).violations()).isEmpty();
        assertThat(check(journal).checked()).isEqualTo(1);
    }

    @Test
    void aTaskOfALostAgentIsLostAndNotForgotten() {
        assertThat(check(journal().update("web.1-1", "TASK_UNREACHABLE", "REASON_RECONCILIATION", 20)).violations())
                .isEmpty();
        assertThat(check(journal().update("web.1-1", "TASK_GONE_BY_OPERATOR", "REASON_AGENT_REMOVED_BY_OPERATOR", 20))
                .violations()).isEmpty();
    }

    @Test
    void aTaskThatIsBackIsVouchedForAgain() {
        Journals journal = journal()
                .update("web.1-1", "TASK_UNREACHABLE", 10)
                .update("web.1-1", "TASK_RUNNING", "REASON_AGENT_REREGISTERED", 15)
                .update("web.1-1", "TASK_DROPPED", "REASON_RECONCILIATION", 20);

        assertThat(check(journal).violations()).hasSize(1);
    }

    @Test
    void aTaskThatNeverRanWasNeverVouchedFor() {
        Journals journal = new Journals()
                .launched("web.1-1", "a1", 1, null)
                .update("web.1-1", "TASK_UNKNOWN", "REASON_RECONCILIATION", 5)
                .phase(Phase.CLOSING, 40);

        assertThat(check(journal).checked()).isZero();
        assertThat(check(journal).violations()).isEmpty();
    }
}
