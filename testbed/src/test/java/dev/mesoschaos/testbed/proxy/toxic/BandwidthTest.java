package dev.mesoschaos.testbed.proxy.toxic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class BandwidthTest {

    private final RecordedFlow flow = new RecordedFlow();

    @Test
    void dataTakeTheTimeThatTheRateGivesThem() {
        Stage stage = new Bandwidth(2).stage(flow, Optional.empty());
        stage.data(flow.chunk("x".repeat(100)));
        stage.data(flow.chunk("y".repeat(50)));
        stage.end();
        flow.await(200);

        assertThat(flow.events()).containsExactly("50:" + "x".repeat(100), "75:" + "y".repeat(50), "75:end");
    }

    @Test
    void aLargeChunkTricklesInPiecesOfATenthOfASecond() {
        Stage stage = new Bandwidth(1).stage(flow, Optional.empty());
        stage.data(flow.chunk("x".repeat(250)));
        flow.await(300);

        assertThat(flow.events())
                .containsExactly("100:" + "x".repeat(100), "200:" + "x".repeat(100), "250:" + "x".repeat(50));
        assertThat(flow.held()).isZero();
    }

    @Test
    void timeInWhichNothingWasSentIsNotSavedUp() {
        Stage stage = new Bandwidth(1).stage(flow, Optional.empty());
        flow.await(1000);
        stage.data(flow.chunk("x".repeat(20)));
        flow.await(100);

        assertThat(flow.events()).containsExactly("1020:" + "x".repeat(20));
    }

    @Test
    void atRateZeroNothingPassesUntilTheToxicGoes() {
        Stage stage = new Bandwidth(0).stage(flow, Optional.empty());
        stage.data(flow.chunk("a"));
        stage.end();
        flow.await(10_000);
        assertThat(flow.events()).isEmpty();

        stage.removed();

        assertThat(flow.events()).containsExactly("10000:a", "10000:end");
    }

    @Test
    void aFullLinePausesTheSender() {
        Stage stage = new Bandwidth(1).stage(flow, Optional.empty());
        stage.data(flow.chunk("x".repeat(65_536)));

        assertThat(stage.full()).isTrue();
        stage.discard();
        assertThat(flow.held()).isZero();
    }
}
