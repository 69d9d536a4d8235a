package dev.mesoschaos.testbed.proxy.toxic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimeoutTest {

    private final RecordedFlow flow = new RecordedFlow();

    @Test
    void dataVanishAndTheConnectionClosesAfterASilence() {
        Stage stage = new Timeout(50).stage(flow, Optional.empty());
        flow.await(40);
        stage.data(flow.chunk("a"));
        flow.await(100);

        assertThat(flow.events()).containsExactly("90:close");
        assertThat(flow.held()).isZero();
    }

    @Test
    void zeroNeverClosesUntilTheToxicGoes() {
        Stage stage = new Timeout(0).stage(flow, Optional.empty());
        stage.data(flow.chunk("a"));
        flow.await(10_000);
        assertThat(flow.events()).isEmpty();

        stage.removed();

        assertThat(flow.events()).containsExactly("10000:close");
    }

    @Test
    void theSendersEndIsNotSwallowed() {
        Stage stage = new Timeout(50).stage(flow, Optional.empty());
        stage.end();
        flow.await(100);

        assertThat(flow.events()).containsExactly("0:end");
    }

    @Test
    void aChangeKeepsTheConnectionAndStartsTheSilenceAnew() {
        Stage former = new Timeout(50).stage(flow, Optional.empty());
        flow.await(40);
        former.interrupted();
        new Timeout(50).stage(flow, Optional.of(former));
        flow.await(100);

        assertThat(flow.events()).containsExactly("90:close");
    }
}
