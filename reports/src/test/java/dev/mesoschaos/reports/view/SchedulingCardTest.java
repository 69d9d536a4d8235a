package dev.mesoschaos.reports.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SchedulingCardTest {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final List<Event> events = new ArrayList<>();

    @Test
    void aCanaryThatNeverRanIsAFailureAndTheLongest() {
        ran(0, 0.4);
        ran(0.25, 0.6);
        neverRan(1.5);
        SchedulingCard card = card();
        assertThat(card.schedulability()).isEqualTo("66.67 %");
        assertThat(card.never()).isEqualTo(1);
        assertThat(card.p50()).isEqualTo("0.600 s");
        assertThat(card.max()).isEqualTo("≥ 5.000 s");
    }

    @Test
    void aLateCanaryCountsAgainstButItsTimeIsKnown() {
        ran(0, 7);
        SchedulingCard card = card();
        assertThat(card.late()).isEqualTo(1);
        assertThat(card.inTime()).isZero();
        assertThat(card.max()).isEqualTo("7.000 s");
    }

    @Test
    void whatIsNeverWrittenHasNeverRun() {
        events.add(new Event.CanaryDue(at(2), "canary", DEADLINE, Duration.ofMillis(250)));
        assertThat(card().never()).isEqualTo(1);
    }

    @Test
    void aDeadlineAfterTheEndOfMeasuringProvesNothing() {
        neverRan(58);
        SchedulingCard card = card();
        assertThat(card.measured()).isFalse();
        assertThat(card.undecided()).isEqualTo(1);
        assertThat(card.schedulability()).isEqualTo(Words.NONE);
    }

    @Test
    void secondsUnableAreThoseInWhichNoCanaryRanInTime() {
        ran(0, 0.4);
        neverRan(0.5);
        neverRan(1);
        neverRan(1.5);
        neverRan(3);
        SchedulingCard card = card();
        assertThat(card.secondsUnable()).isEqualTo(2);
        assertThat(card.minutesUnable()).isEqualTo("0.03 min");
    }

    private SchedulingCard card() {
        events.add(new Event.PhaseEntered(at(60), Phase.CLOSING));
        Stretch stretch = new Stretch("whole", new Window(START, at(60)));
        return SchedulingCard.of(stretch, CanaryFate.of(new Timeline(events)));
    }

    private void ran(double due, double took) {
        canary(due, Optional.of(at(due + took)));
    }

    private void neverRan(double due) {
        canary(due, Optional.empty());
    }

    private void canary(double due, Optional<Instant> running) {
        events.add(new Event.Canary(at(due), "canary", Optional.empty(), running, DEADLINE, "a1", ""));
    }

    private static Instant at(double seconds) {
        return START.plusMillis(Math.round(seconds * 1000));
    }
}
