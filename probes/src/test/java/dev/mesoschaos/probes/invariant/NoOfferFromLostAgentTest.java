package dev.mesoschaos.probes.invariant;

import static dev.mesoschaos.scenarios.fault.Visibility.AGENT_SILENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.probes.Journals;
import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.measure.Invariant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoOfferFromLostAgentTest {

    /** a1 is silent from second 10 to second 30, and held for lost from second 13.5 on. */
    private static Journals lost() {
        return silent().agent("a1", "unreachable", 13.5);
    }

    private static Journals silent() {
        return new Journals()
                .agent("a1", "active", 1)
                .fault("off", AGENT_SILENT, List.of("a1"), 10)
                .undone("off", 30)
                .phase(Phase.CLOSING, 40);
    }

    private static Invariant.Finding check(Journals journal) {
        return new NoOfferFromLostAgent().check(journal.timeline());
    }

    @Test
    void anOfferOfALostAgentIsFound() {
        assertThat(check(lost().agent("a1", "active", 20)).violations())
                .containsExactly("a1 was offered, though the masters held it for lost");
    }

    @Test
    void aLaunchOnALostAgentIsFound() {
        assertThat(check(lost().launched("web.1-2", "a1", 20, null)).violations())
                .containsExactly("web.1-2 was launched on a1, which the masters held for lost");
    }

    @Test
    void anOfferBeforeTheLossOrAfterTheUndoIsNone() {
        Journals journal = lost()
                .canaryOn("a1", 12)
                .agent("a1", "active", 31)
                .canaryOn("a1", 32)
                .canaryOn("a2", 20);

        assertThat(check(journal).violations()).isEmpty();
        assertThat(check(journal).checked()).isEqualTo(1);
    }

    @Test
    void anAgentThatIsNeverHeldForLostChecksNothing() {
        assertThat(check(silent().canaryOn("a1", 12)).checked()).isZero();
    }
}
