package dev.mesoschaos.injectors.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LatencyWindowTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final LatencyWindow window = new LatencyWindow(Duration.ofSeconds(2));

    private static Instant at(long ms) {
        return START.plusMillis(ms);
    }

    @Test
    void nothingMeasuredIsNotZero() {
        assertThat(window.p99Ms(at(0))).isEmpty();
    }

    @Test
    void oneSlowAnswerInAHundredIsNotThePercentileButTwoAre() {
        for (int i = 0; i < 98; i++) {
            window.start(at(0)).answered(at(5));
        }
        window.start(at(0)).answered(at(5));
        window.start(at(0)).answered(at(900));
        assertThat(window.p99Ms(at(1000))).hasValue(5);

        window.start(at(0)).answered(at(800));
        assertThat(window.p99Ms(at(1000))).hasValue(800);
    }

    @Test
    void anAnswerStillAwaitedCountsWithTheTimeItHasTaken() {
        LatencyWindow.Sample awaited = window.start(at(0));

        assertThat(window.p99Ms(at(5000))).hasValue(5000);
        awaited.answered(at(5500));
        assertThat(window.p99Ms(at(6000))).hasValue(5500);
        assertThat(window.p99Ms(at(7501))).isEmpty();
    }

    @Test
    void aRequestThatFailsAtOnceDoesNotLookFast() {
        window.start(at(0)).failed(at(1));

        assertThat(window.p99Ms(at(1500))).hasValue(1500);
        assertThat(window.p99Ms(at(2002))).isEmpty();
    }

    @Test
    void oldAnswersLeaveEvenWhileAnOlderRequestIsAwaited() {
        window.start(at(0));
        for (int i = 0; i < 200; i++) {
            window.start(at(1)).answered(at(2));
        }
        window.start(at(9000)).answered(at(9007));

        assertThat(window.p99Ms(at(10_000))).hasValue(10_000);
    }
}
