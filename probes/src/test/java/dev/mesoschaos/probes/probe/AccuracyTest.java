package dev.mesoschaos.probes.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** That no omission creeps in; how exact the figures are on a machine that is idle, {@code AccuracyRun} says. */
class AccuracyTest {

    /** In seconds. */
    private static final double FLATTERED = 0.05;

    /** In seconds; the truth ends at the server, and machines that build are busy. */
    private static final double ON_THE_WAY = 1;

    @Test
    void aStallIsReportedAsThoseFeelItWhoWouldHaveComeMeanwhile() throws Exception {
        Accuracy.Figure p99 = new Accuracy(250, Duration.ofSeconds(3), Duration.ofSeconds(1)).figures().get(1);

        assertThat(p99.truth()).isGreaterThan(0.8);
        assertThat(p99.reported()).isBetween(p99.truth() - FLATTERED, p99.truth() + ON_THE_WAY);
    }
}
