package dev.mesoschaos.probes.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.probes.Journals;
import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.measure.Invariant.Finding;
import org.junit.jupiter.api.Test;

class NoDuplicateTasksTest {

    /** web.1 is cut off on a1 from second 10 to 30 and replaced at second 15; recovery is established at second 36. */
    private static Journals partition() {
        return new Journals()
                .steady(2, 5)
                .runs("web.1-1", "a1", 1)
                .update("web.1-1", "TASK_UNREACHABLE", 14)
                .runs("web.1-2", "a3", 15)
                .beats("web.1-2", 15, 40)
                .recovered(31, 36)
                .phase(Phase.CLOSING, 40);
    }

    private static Finding found(Journals journal) {
        return new NoDuplicateTasks().check(journal.timeline());
    }

    @Test
    void aCutOffTaskThatGoesOnLivingAfterTheRecoveryIsADuplicate() {
        assertThat(found(partition().beats("web.1-1", 1, 40)).violations())
                .containsExactly("web.1 is alive twice: web.1-1 on a1 and web.1-2 on a3");
    }

    @Test
    void aReturnedTaskThatMesosStillCallsRunningIsADuplicateWhateverItSaysItself() {
        assertThat(found(partition().beats("web.1-1", 1, 30).update("web.1-1", "TASK_RUNNING", 31)).violations())
                .hasSize(1);
    }

    @Test
    void aDuplicateThatIsGoneByTheRecoveryIsAllowedAndTold() {
        Finding finding = found(partition()
                .beats("web.1-1", 1, 32)
                .update("web.1-1", "TASK_RUNNING", 31)
                .update("web.1-1", "TASK_KILLED", 32.5));

        assertThat(finding.violations()).isEmpty();
        assertThat(finding.checked()).isEqualTo(1);
        assertThat(finding.population()).contains("1 of them were alive twice");
    }

    @Test
    void aTaskThatIsOverAtTheVeryMomentAtWhichMesosSaysThatItIsBackIsNoDuplicate() {
        Journals journal = partition()
                .beats("web.1-1", 1, 30)
                .update("web.1-1", "TASK_RUNNING", 38)
                .update("web.1-1", "TASK_KILLED", 38);

        assertThat(found(journal).violations()).isEmpty();
    }

    @Test
    void withoutARecoveryTheLastMomentIsChecked() {
        Journals journal = new Journals()
                .runs("web.1-1", "a1", 1)
                .runs("web.1-2", "a3", 15)
                .notRecovered(40, "1 instance missing")
                .phase(Phase.CLOSING, 40);

        assertThat(found(journal).violations()).hasSize(1);
    }

    @Test
    void aTaskThatFollowsAnotherInItsSlotIsNoDuplicate() {
        Journals journal = new Journals()
                .runs("web.1-1", "a1", 1)
                .update("web.1-1", "TASK_FAILED", 39.2)
                .runs("web.1-2", "a3", 39.5)
                .phase(Phase.CLOSING, 40);

        Finding finding = found(journal);

        assertThat(finding.violations()).isEmpty();
        assertThat(finding.population()).contains("0 of them were alive twice");
    }

    @Test
    void aRunWithoutTasksChecksNothing() {
        assertThat(found(new Journals().phase(Phase.CLOSING, 40)).checked()).isZero();
    }
}
