package dev.mesoschaos.probes.indicator;

import static dev.mesoschaos.probes.Journals.FACTS;
import static dev.mesoschaos.probes.Journals.window;
import static dev.mesoschaos.scenarios.fault.Visibility.AGENT_SILENT;
import static dev.mesoschaos.scenarios.fault.Visibility.LEADER_RESIGNS;
import static dev.mesoschaos.scenarios.fault.Visibility.LEADER_SILENT;
import static dev.mesoschaos.scenarios.fault.Visibility.QUORUM_LOST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mesoschaos.probes.Journals;
import dev.mesoschaos.scenarios.fault.Visibility;
import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.measure.Floor;
import dev.mesoschaos.scenarios.measure.FloorTerms;
import dev.mesoschaos.scenarios.measure.Measurement;
import dev.mesoschaos.scenarios.measure.Setback;
import dev.mesoschaos.scenarios.model.Query;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LeaderChangeTimeTest {

    private static final Offset<Double> MICROSECOND = within(1e-6);

    private final LeaderChangeTime indicator = new LeaderChangeTime();

    /** m1 leads and is killed at second 10. */
    private static Journals killed() {
        return new Journals()
                .cluster()
                .leader("m1", 1)
                .fault("kill", LEADER_SILENT, List.of("m1"), 10)
                .undone("kill", 25)
                .phase(Phase.CLOSING, 40);
    }

    private Measurement measure(Journals journal) {
        return indicator.measure(journal.timeline(), window(9, 40), Query.ALL);
    }

    private Optional<Floor> floor(Visibility seen, double holdSeconds) {
        Duration hold = Duration.ofMillis(Math.round(holdSeconds * 1000));
        return indicator.floor(new FloorTerms(FACTS, List.of(new Setback(seen, hold))));
    }

    @Test
    void aLeaderWithoutSuccessorIsMissedUntilTheEnd() {
        Measurement measured = measure(killed().leader("", 10.2));

        assertThat(measured.value().orElseThrow()).isCloseTo(30, MICROSECOND);
        assertThat(measured.censored()).isTrue();
        assertThat(measured.detail()).isEqualTo("0 of 1 had a successor");
    }

    @Test
    void timeIsCountedUntilTheFrameworkIsSubscribedWithTheNext() {
        Measurement measured = measure(killed().leader("", 10.2).leader("m2", 15.5).leader("m3", 30));

        assertThat(measured.value().orElseThrow()).isCloseTo(5.5, MICROSECOND);
        assertThat(measured.samples().getFirst().subject()).isEqualTo("m1 to m2");
        assertThat(measured.samples().getFirst().phases()).containsOnlyKeys("lost", "elected");
    }

    @Test
    void aLossSeenBeforeItsEffectWasVerifiedIsCountedFromTheInjection() {
        assertThat(measure(killed().leader("", 9.95).leader("m2", 15.5)).value().orElseThrow())
                .isCloseTo(5.6, MICROSECOND);
    }

    @Test
    void aLeaderThatIsElectedAnewIsASuccessor() {
        Journals journal = new Journals()
                .cluster()
                .leader("m1", 1)
                .fault("deposed", LEADER_RESIGNS, List.of("m1"), 10)
                .leader("", 10.1)
                .leader("m1", 11)
                .phase(Phase.CLOSING, 40);

        assertThat(measure(journal).value().orElseThrow()).isCloseTo(1, MICROSECOND);
    }

    @Test
    void aFollowerThatDiesTakesNoLeader() {
        Journals journal = new Journals()
                .cluster()
                .leader("m1", 1)
                .fault("kill", LEADER_SILENT, List.of("m2"), 10)
                .phase(Phase.CLOSING, 40);

        assertThat(measure(journal).value()).isEmpty();
    }

    @Test
    void aLeaderThatIsBackWithinItsSessionStaysLeader() {
        Journals journal = new Journals()
                .cluster()
                .leader("m1", 1)
                .fault("pause", LEADER_SILENT, List.of("m1"), 10)
                .undone("pause", 13)
                .phase(Phase.CLOSING, 40);

        assertThat(measure(journal).value()).isEmpty();
    }

    @Test
    void aLostQuorumTakesWhoeverLeads() {
        Journals journal = new Journals()
                .cluster()
                .leader("m1", 1)
                .fault("quorum", QUORUM_LOST, List.of("z1", "z2"), 10)
                .leader("", 15)
                .leader("m3", 27)
                .phase(Phase.CLOSING, 40);

        assertThat(measure(journal).value().orElseThrow()).isCloseTo(17, MICROSECOND);
    }

    @Test
    void aSilentLeaderIsWaitedForAsLongAsItsSessionAndATick() {
        Floor floor = floor(LEADER_SILENT, 15).orElseThrow();

        assertThat(floor.least()).isCloseTo(5 * 2 / 3.0, MICROSECOND);
        assertThat(floor.most()).isCloseTo(5.5, MICROSECOND);
    }

    @Test
    void aDeposedLeaderCostsNothingButItsElection() {
        assertThat(floor(LEADER_RESIGNS, 0).orElseThrow().most()).isZero();
    }

    @Test
    void withoutQuorumNobodyLeadsUntilItIsBack() {
        assertThat(floor(QUORUM_LOST, 10).orElseThrow().least()).isEqualTo(10);
        assertThat(floor(QUORUM_LOST, 10).orElseThrow().most()).isEqualTo(15.5);
        assertThat(floor(QUORUM_LOST, 3)).isEmpty();
        assertThat(floor(AGENT_SILENT, 10)).isEmpty();
    }
}
