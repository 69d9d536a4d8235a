package dev.mesoschaos.probes.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.probes.Journals;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.measure.Invariant;
import org.junit.jupiter.api.Test;

class NoZombieTasksTest {

    /** Recovered at second 30, closed at second 40; web.1 is replaced at second 14. */
    private static Journals journal() {
        return new Journals()
                .runs("web.1-1", "a1", 1)
                .update("web.1-1", "TASK_UNREACHABLE", 13)
                .runs("web.1-2", "a2", 14)
                .beats("web.1-2", 14, 40)
                .recovered(25, 30)
                .phase(Phase.CLOSING, 40);
    }

    private static Invariant.Finding check(Journals journal) {
        return new NoZombieTasks().check(journal.timeline());
    }

    @Test
    void aTaskThatMesosGaveUpAndThatStillSpeaksIsAZombie() {
        assertThat(check(journal().beats("web.1-1", 1, 39)).violations())
                .containsExactly("web.1-1 on a1 lives, but Mesos had said TASK_UNREACHABLE");
    }

    @Test
    void aTaskThatWasKilledAndThatStillSpeaksIsAZombie() {
        assertThat(check(journal().update("web.1-1", "TASK_KILLED", 20).beats("web.1-1", 1, 39)).violations())
                .containsExactly("web.1-1 on a1 lives, but Mesos had said TASK_KILLED");
    }

    @Test
    void aTaskThatNobodyLaunchedIsAZombie() {
        assertThat(check(journal().mark("web.7-1", Event.Mark.BEAT, 35)).violations())
                .containsExactly("web.7-1 lives, but the framework never launched it");
    }

    @Test
    void aZombieThatMesosLaterCallsRunningAgainWasOne() {
        assertThat(check(journal().beats("web.1-1", 1, 39).update("web.1-1", "TASK_RUNNING", 36)).violations())
                .containsExactly("web.1-1 on a1 lives, but Mesos had said TASK_UNREACHABLE");
    }

    @Test
    void aFirstWordThatCrossesTheNewsOfItsReturnIsNone() {
        Journals journal = journal().mark("web.1-1", Event.Mark.BEAT, 31).update("web.1-1", "TASK_RUNNING", 31.5);

        assertThat(check(journal).violations()).isEmpty();
    }

    @Test
    void whileFaultsHealZombiesAreToBeExpected() {
        assertThat(check(journal().beats("web.1-1", 1, 29)).violations()).isEmpty();
    }

    @Test
    void aLastWordThatCrossesTheNewsOfItsEndIsNone() {
        Journals journal = journal().runs("web.2-1", "a1", 1).beats("web.2-1", 1, 35.5).update("web.2-1", "TASK_KILLED", 35.2);

        assertThat(check(journal).violations()).isEmpty();
        assertThat(check(journal).checked()).isEqualTo(2);
    }

    @Test
    void aTaskThatMesosCallsRunningAgainIsNone() {
        assertThat(check(journal().update("web.1-1", "TASK_RUNNING", 20).beats("web.1-1", 1, 39)).violations()).isEmpty();
    }

    @Test
    void whereNobodySpeaksNothingIsChecked() {
        assertThat(check(new Journals().runs("web.1-1", "a1", 1).phase(Phase.CLOSING, 40)).checked()).isZero();
    }
}
