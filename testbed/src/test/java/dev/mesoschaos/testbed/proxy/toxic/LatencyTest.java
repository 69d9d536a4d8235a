package dev.mesoschaos.testbed.proxy.toxic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class LatencyTest {

    private final RecordedFlow flow = new RecordedFlow();
    private final Stage stage = new Latency(100, 0).stage(flow, Optional.empty());

    @Test
    void everyChunkIsDelayedFromItsOwnArrival() {
        stage.data(flow.chunk("a"));
        flow.await(30);
        stage.data(flow.chunk("b"));
        stage.end();
        flow.await(200);

        assertThat(flow.events()).containsExactly("100:a", "130:b", "130:end");
    }

    @Test
    void jitterKeepsTheOrderAndItsBounds() {
        Stage jittery = new Latency(100, 50).stage(flow, Optional.empty());
        for (int i = 0; i < 20; i++) {
            jittery.data(flow.chunk("x" + i));
        }
        flow.await(49);
        assertThat(flow.events()).isEmpty();
        flow.await(101);

        assertThat(flow.events()).hasSize(20).extracting(event -> event.replaceFirst(".*x", ""))
                .isSortedAccordingTo((one, other) -> Integer.compare(Integer.parseInt(one), Integer.parseInt(other)));
    }

    @Test
    void jitterBeyondTheDelayNeverMakesItNegative() {
        Stage jittery = new Latency(1, 1000).stage(flow, Optional.empty());
        jittery.data(flow.chunk("a"));
        flow.await(1001);

        assertThat(flow.events()).hasSize(1);
    }

    @Test
    void removalLetsGoOfEverythingAtOnce() {
        stage.data(flow.chunk("a"));
        stage.end();
        stage.removed();
        flow.await(200);

        assertThat(flow.events()).containsExactly("0:a", "0:end");
    }

    @Test
    void aDeadConnectionKeepsNoMemoryAndNoTimer() {
        stage.data(flow.chunk("a"));
        stage.discard();
        flow.await(200);

        assertThat(flow.events()).isEmpty();
        assertThat(flow.held()).isZero();
    }

    @Test
    void aThousandHeldChunksPauseTheSender() {
        for (int i = 0; i < 1024; i++) {
            assertThat(stage.full()).isFalse();
            stage.data(flow.chunk("x"));
        }
        assertThat(stage.full()).isTrue();

        flow.await(100);
        assertThat(stage.full()).isFalse();
    }
}
