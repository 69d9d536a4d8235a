package dev.mesoschaos.probes.indicator;

import static dev.mesoschaos.probes.Journals.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mesoschaos.probes.Journals;
import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.measure.Measurement;
import dev.mesoschaos.scenarios.measure.Measurement.Sample;
import dev.mesoschaos.scenarios.model.Query;
import org.junit.jupiter.api.Test;

class PlacementSpreadTest {

    private final PlacementSpread indicator = new PlacementSpread();

    /** One instance on each rack; that of rack r1 is lost at second 10 and runs on r2 from second 14 on. */
    private static Journals moved() {
        return new Journals()
                .cluster()
                .runs("web.1-1", "a1", 1)
                .runs("web.2-1", "a3", 1)
                .runs("web.3-1", "a5", 1)
                .update("web.1-1", "TASK_UNREACHABLE", 10)
                .runs("web.1-2", "a4", 14)
                .phase(Phase.CLOSING, 40);
    }

    @Test
    void theWorstMomentIsTheOneAtWhichOneRackHoldsMost() {
        Measurement measured = indicator.measure(moved().timeline(), window(9, 30), Query.ALL);

        assertThat(measured.value().orElseThrow()).isCloseTo(2 / 3.0, within(1e-9));
        assertThat(measured.n()).isEqualTo(3);
        assertThat(measured.detail()).isEqualTo("web on racks: before [r1 1 (33 %) r2 1 (33 %) r3 1 (33 %)], "
                + "at worst [r1 0 (0 %) r2 2 (67 %) r3 1 (33 %)], after [r1 0 (0 %) r2 2 (67 %) r3 1 (33 %)]");
        assertThat(measured.samples()).extracting(Sample::subject)
                .containsExactly("web on r1", "web on r2", "web on r3");
    }

    @Test
    void aMomentOfImbalanceIsRememberedWhenItIsOver() {
        Journals journal = moved().update("web.1-2", "TASK_KILLED", 20).runs("web.1-3", "a2", 20.5);

        Measurement measured = indicator.measure(journal.timeline(), window(9, 30), Query.ALL);

        assertThat(measured.value().orElseThrow()).isCloseTo(2 / 3.0, within(1e-9));
        assertThat(measured.detail()).endsWith("after [r1 1 (33 %) r2 1 (33 %) r3 1 (33 %)]");
    }

    @Test
    void anEvenAppLosesAThirdWithARackOfThree() {
        assertThat(indicator.measure(moved().timeline(), window(5, 9), Query.ALL).value().orElseThrow())
                .isCloseTo(1 / 3.0, within(1e-9));
    }
}
