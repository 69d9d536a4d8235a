package dev.mesoschaos.probes.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.probes.Journals;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.measure.Invariant.Finding;
import org.junit.jupiter.api.Test;

class NoLostTasksTest {

    private static final String HTTP_AND_COMMAND =
            """
            workload:
              - {app: web, instances: 1, http: {}, spread: rack}
              - {app: job, instances: 1, command: "sleep 1000"}
            """;

    private static Finding found(Journals journal) {
        return new NoLostTasks()
                .check(journal.scenario(HTTP_AND_COMMAND).phase(Phase.CLOSING, 40).timeline());
    }

    @Test
    void anInstanceWithoutARunningTaskAtTheEndIsLost() {
        Finding finding = found(new Journals()
                .runs("web.1-1", "a1", 1)
                .beats("web.1-1", 1, 20)
                .update("web.1-1", "TASK_UNREACHABLE", 24));

        assertThat(finding.violations())
                .containsExactly("web.1 has no running task at the end: web.1-1 is TASK_UNREACHABLE");
    }

    @Test
    void aTaskThatMesosCallsRunningButThatGivesNoSignOfLifeIsAViolation() {
        Finding finding = found(new Journals().runs("web.1-1", "a1", 1).beats("web.1-1", 1, 37));

        assertThat(finding.violations()).singleElement().asString().contains("no sign of life");
    }

    @Test
    void aTaskThatSaidThatItStopsGivesNoSignOfLife() {
        Finding finding = found(new Journals()
                .runs("web.1-1", "a1", 1)
                .beats("web.1-1", 1, 39)
                .mark("web.1-1", Event.Mark.STOP, 39.2));

        assertThat(finding.violations()).hasSize(1);
    }

    @Test
    void aTaskThatLivesAlthoughMesosGaveItUpIsAViolation() {
        Finding finding = found(new Journals()
                .runs("web.1-1", "a1", 1)
                .beats("web.1-1", 1, 40)
                .update("web.1-1", "TASK_UNREACHABLE", 14)
                .runs("web.1-2", "a3", 15)
                .beats("web.1-2", 15, 40));

        assertThat(finding.violations())
                .containsExactly("web.1: web.1-1 lives on a1, but Mesos says TASK_UNREACHABLE");
    }

    @Test
    void anHttpAppThatNeverReportedItselfIsNotChecked() {
        Finding finding = found(new Journals().runs("web.1-1", "a1", 1));

        assertThat(finding.checked()).isZero();
        assertThat(finding.population()).contains("nothing of web");
    }

    @Test
    void aRunWithoutTasksChecksNothing() {
        assertThat(found(new Journals()).checked()).isZero();
    }

    @Test
    void aCommandIsBelievedToRunWhenMesosSaysSoAndTheReaderIsTold() {
        Finding finding = found(new Journals().runs("job.1-1", "a1", 1));

        assertThat(finding.checked()).isEqualTo(1);
        assertThat(finding.violations()).isEmpty();
        assertThat(finding.population()).contains("of job by Mesos' word only");
    }

    @Test
    void anInstanceThatIsReplacedAndAliveIsNotLost() {
        Finding finding = found(new Journals()
                .steady(2, 5)
                .runs("web.1-1", "a1", 1)
                .beats("web.1-1", 1, 10)
                .update("web.1-1", "TASK_UNREACHABLE", 14)
                .runs("web.1-2", "a3", 15)
                .beats("web.1-2", 15, 40));

        assertThat(finding.checked()).isEqualTo(1);
        assertThat(finding.violations()).isEmpty();
        assertThat(finding.population()).startsWith("1 app instances that ever ran, 1 of them in the steady state");
    }

    @Test
    void aTaskThatSpokeInTheLastMomentJustBeforeItWasKilledIsNotCalledAlive() {
        Finding finding = found(new Journals()
                .runs("web.1-1", "a1", 1)
                .beats("web.1-1", 1, 39.5)
                .update("web.1-1", "TASK_KILLED", 39.6)
                .runs("web.1-2", "a3", 15)
                .beats("web.1-2", 15, 40));

        assertThat(finding.violations()).isEmpty();
    }

    @Test
    void aTaskKilledShortlyBeforeTheEndIsNotCalledAlive() {
        Finding finding = found(new Journals()
                .runs("web.1-1", "a1", 1)
                .beats("web.1-1", 1, 38.5)
                .update("web.1-1", "TASK_KILLED", 38.6)
                .runs("web.1-2", "a3", 15)
                .beats("web.1-2", 15, 40));

        assertThat(finding.violations()).isEmpty();
    }
}
