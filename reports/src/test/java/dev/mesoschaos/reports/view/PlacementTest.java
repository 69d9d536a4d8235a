package dev.mesoschaos.reports.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.EvidenceGrade;
import dev.mesoschaos.scenarios.cluster.Facts;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.cluster.Topology;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.measure.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlacementTest {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void tellsWhatEachRackWouldTakeDownBeforeAtWorstAndAfter() {
        List<Event> events = new ArrayList<>(List.of(cluster()));
        events.add(update(1, "web.0", "a1", "TASK_RUNNING"));
        events.add(update(1, "web.1", "a2", "TASK_RUNNING"));
        events.add(new Event.PhaseEntered(START.plusSeconds(2), Phase.METHOD));
        events.add(update(3, "web.0", "a1", "TASK_UNREACHABLE"));
        events.add(update(5, "web.2", "a1", "TASK_RUNNING"));
        events.add(new Event.PhaseEntered(START.plusSeconds(6), Phase.CLOSING));
        events.add(update(7, "web.1", "a2", "TASK_KILLED"));
        Timeline timeline = new Timeline(events);
        Placement placement = Placement.of(timeline, Axis.of(timeline)).getFirst();
        assertThat(placement.worstAt()).isEqualTo("+3.000 s");
        assertThat(placement.n()).containsExactly(2, 1, 2);
        assertThat(placement.rows())
                .containsExactly(
                        new Placement.Row("r1", "1 of 2 (50.00 %)", "0 of 1 (0.00 %)", "1 of 2 (50.00 %)"),
                        new Placement.Row("r2", "1 of 2 (50.00 %)", "1 of 1 (100.00 %)", "1 of 2 (50.00 %)"));
    }

    private static Event cluster() {
        Topology topology = new Topology(List.of(host("a1", "r1"), host("a2", "r2")));
        Facts facts = new Facts(Duration.ZERO, 3, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, "1.11.0");
        return new Event.ClusterOpened(
                START, "c", EvidenceGrade.TESTBED, "namespaces", topology, facts, Duration.ZERO, 0);
    }

    private static Host host(String name, String rack) {
        return new Host(name, Role.AGENT, rack, new Address("10.0.0.1", 5051));
    }

    private static Event update(long second, String task, String host, String state) {
        return new Event.TaskUpdate(
                START.plusSeconds(second), "web", task, task, host, state, "", "", "", Optional.empty());
    }
}
