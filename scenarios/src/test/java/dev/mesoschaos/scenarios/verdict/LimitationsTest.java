package dev.mesoschaos.scenarios.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.scenarios.cluster.EvidenceGrade;
import dev.mesoschaos.scenarios.cluster.Facts;
import dev.mesoschaos.scenarios.cluster.Topology;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitationsTest {

    @Test
    void simulatedAgentsAreNamedBesideTheGradeAndAmongWhatIsNotProven() {
        assertThat(opened(600).evidence()).isEqualTo("testbed, simulated tasks");
        assertThat(Limitations.of(new Timeline(List.of(opened(600)))))
                .anySatisfy(limit -> assertThat(limit).contains("600 were simulated", "ran nothing"));
    }

    @Test
    void aClusterWithoutThemSaysNothingOfThem() {
        assertThat(opened(0).evidence()).isEqualTo("testbed");
        assertThat(Limitations.of(new Timeline(List.of(opened(0))))).noneMatch(limit -> limit.contains("simulated"));
    }

    private static Event.ClusterOpened opened(int simulatedAgents) {
        Facts facts = new Facts(
                Duration.ofSeconds(1), 3, Duration.ofSeconds(1), Duration.ZERO, Duration.ofSeconds(5),
                Duration.ofMillis(500), "1.11.0");
        return new Event.ClusterOpened(
                Instant.EPOCH, "c", EvidenceGrade.TESTBED, "namespaces", new Topology(List.of(), simulatedAgents), facts,
                Duration.ofSeconds(4), 800);
    }
}
