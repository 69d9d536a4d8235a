package dev.mesoschaos.probes.indicator;

import static dev.mesoschaos.probes.Journals.FACTS;
import static dev.mesoschaos.scenarios.fault.Visibility.AGENT_SILENT;
import static dev.mesoschaos.scenarios.fault.Visibility.LEADER_SILENT;
import static dev.mesoschaos.scenarios.fault.Visibility.NOTHING_LOST;
import static dev.mesoschaos.scenarios.fault.Visibility.TASKS_DRAINED;
import static dev.mesoschaos.scenarios.fault.Visibility.TASK_ENDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.scenarios.cluster.Facts;
import dev.mesoschaos.scenarios.fault.Visibility;
import dev.mesoschaos.scenarios.measure.Floor;
import dev.mesoschaos.scenarios.measure.FloorTerms;
import dev.mesoschaos.scenarios.measure.Indicator;
import dev.mesoschaos.scenarios.measure.Setback;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the flags cost, by kind of fault; P = 1 s, M = 3, a session of 5 s, ticks of half a second. */
class FloorTest {

    private static final int HOLD_SECONDS = 12;

    private final Indicator rescheduling = new ReschedulingTime();

    private static Optional<Floor> floor(Indicator indicator, Visibility... seen) {
        return floor(indicator, HOLD_SECONDS, seen);
    }

    private static Optional<Floor> floor(Indicator indicator, int holdSeconds, Visibility... seen) {
        List<Setback> setbacks = Arrays.stream(seen)
                .map(visibility -> new Setback(visibility, Duration.ofSeconds(holdSeconds)))
                .toList();
        return indicator.floor(new FloorTerms(FACTS, setbacks));
    }

    @Test
    void aSilentAgentIsGivenUpAfterThePingTimeoutTimesItsCount() {
        Floor floor = floor(rescheduling, AGENT_SILENT, TASK_ENDS).orElseThrow();

        assertThat(floor.least()).isEqualTo(3);
        assertThat(floor.most()).isEqualTo(5);
        assertThat(floor.terms()).extracting(Floor.Term::toString).containsExactly(
                "agent_ping_timeout 1 s × max_agent_ping_timeouts 3: 3 s",
                "one more agent_ping_timeout, as agents are lost between two pings: 0 to 1 s",
                "a permit of agent_removal_rate_limit; as much again for each further agent: 0 s",
                "until the next offer, allocation_interval: 0 to 1 s");
    }

    @Test
    void theLeastIsNeverMoreThanTheFaultLasts() {
        assertThat(floor(rescheduling, 2, AGENT_SILENT).orElseThrow().least()).isEqualTo(2);
        assertThat(floor(rescheduling, 2, AGENT_SILENT).orElseThrow().most()).isEqualTo(5);
    }

    @Test
    void aRemovalRateLimitRaisesTheMost() {
        Duration five = Duration.ofSeconds(5);
        Facts limited = new Facts(
                Duration.ofSeconds(15), 5, Duration.ofMillis(500), five, five, Duration.ofMillis(500), "1.11.0");

        Floor floor = rescheduling
                .floor(new FloorTerms(limited, List.of(new Setback(AGENT_SILENT, Duration.ofMinutes(5)))))
                .orElseThrow();

        assertThat(floor.least()).isEqualTo(75);
        assertThat(floor.most()).isEqualTo(95.5);
    }

    @Test
    void anEndedTaskHasNoLeastTimeAndAFaultThatLosesNothingNoFloor() {
        assertThat(floor(rescheduling, TASK_ENDS).orElseThrow().least()).isZero();
        assertThat(floor(rescheduling, TASK_ENDS).orElseThrow().most()).isEqualTo(2);
        assertThat(floor(rescheduling, TASKS_DRAINED).orElseThrow().most()).isEqualTo(5);
        assertThat(floor(rescheduling, NOTHING_LOST)).isEmpty();
        assertThat(floor(rescheduling, LEADER_SILENT)).isEmpty();
    }

    @Test
    void aLeaderLostBesideAnAgentMayCostAsMuchAgainAndNeedNot() {
        Floor floor = floor(rescheduling, AGENT_SILENT, LEADER_SILENT).orElseThrow();

        assertThat(floor.least()).isEqualTo(3);
        assertThat(floor.most()).isEqualTo(5 + 5.5);
    }
}
