package dev.mesoschaos.testbed.proxy.toxic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResetPeerTest {

    private final RecordedFlow flow = new RecordedFlow();
    private final Stage stage = new ResetPeer(50).stage(flow, Optional.empty());

    @Test
    void theFirstWordIsLostAndAnsweredWithAReset() {
        flow.await(1000);
        stage.data(flow.chunk("a"));
        flow.await(10);
        stage.data(flow.chunk("b"));
        flow.await(1000);

        assertThat(flow.events()).containsExactly("1050:reset");
        assertThat(flow.held()).isZero();
    }

    @Test
    void aConnectionThatLostDataIsResetWhenTheToxicGoes() {
        stage.data(flow.chunk("a"));
        stage.removed();
        flow.await(100);

        assertThat(flow.events()).containsExactly("0:reset");
    }

    @Test
    void aSilentConnectionSurvivesTheToxic() {
        stage.removed();
        flow.await(100);

        assertThat(flow.events()).isEmpty();
    }
}
