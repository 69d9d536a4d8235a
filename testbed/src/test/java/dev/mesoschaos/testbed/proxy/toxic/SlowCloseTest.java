package dev.mesoschaos.testbed.proxy.toxic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SlowCloseTest {

    private final RecordedFlow flow = new RecordedFlow();
    private final Stage stage = new SlowClose(50).stage(flow, Optional.empty());

    @Test
    void dataPassAndTheEndWaits() {
        stage.data(flow.chunk("a"));
        flow.await(10);
        stage.end();
        flow.await(100);

        assertThat(flow.events()).containsExactly("0:a", "60:end");
    }

    @Test
    void removalEndsTheWait() {
        stage.end();
        flow.await(10);
        stage.removed();
        flow.await(100);

        assertThat(flow.events()).containsExactly("10:end");
    }

    @Test
    void anOpenConnectionStaysOpenWhenTheToxicGoes() {
        stage.removed();

        assertThat(flow.events()).isEmpty();
    }
}
