package dev.mesoschaos.probes.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.probes.Journals;
import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.measure.Invariant.Finding;
import org.junit.jupiter.api.Test;

class PlacementKeptTest {

    private static Journals threeOverThreeRacks() {
        return new Journals()
                .scenario("workload: [{app: web, http: {}, spread: rack}, {app: job, command: x}]")
                .cluster()
                .runs("web.1-1", "a1", 1)
                .runs("web.2-1", "a3", 1)
                .runs("web.3-1", "a5", 1)
                .runs("job.1-1", "a1", 1)
                .runs("job.2-1", "a1", 1)
                .phase(Phase.CLOSING, 40);
    }

    private static Finding found(Journals journal) {
        return new PlacementKept().check(journal.timeline());
    }

    @Test
    void anAppThatEndsUpUnevenlyOverRacksIsAViolation() {
        Finding finding = found(threeOverThreeRacks()
                .steady(2, 5)
                .update("web.1-1", "TASK_UNREACHABLE", 14)
                .runs("web.1-2", "a4", 15));

        assertThat(finding.violations())
                .containsExactly("web is not spread evenly over racks at the end: {r1=0, r2=2, r3=1}");
    }

    @Test
    void anAppThatWasUnevenBeforeHasNothingToKeep() {
        Finding finding = found(threeOverThreeRacks().runs("web.4-1", "a2", 1).runs("web.5-1", "a1", 1).steady(2, 5));

        assertThat(finding.checked()).isZero();
        assertThat(finding.population()).contains("uneven or not there before: [web]");
    }

    @Test
    void withoutASteadyStateNothingIsChecked() {
        assertThat(found(threeOverThreeRacks()).checked()).isZero();
    }

    @Test
    void anotherHostOfTheSameRackKeepsThePlacement() {
        Finding finding = found(threeOverThreeRacks()
                .steady(2, 5)
                .update("web.1-1", "TASK_UNREACHABLE", 14)
                .runs("web.1-2", "a2", 15));

        assertThat(finding.checked()).isEqualTo(1);
        assertThat(finding.violations()).isEmpty();
    }
}
