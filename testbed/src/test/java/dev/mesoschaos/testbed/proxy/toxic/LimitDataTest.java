package dev.mesoschaos.testbed.proxy.toxic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class LimitDataTest {

    private final RecordedFlow flow = new RecordedFlow();

    @Test
    void theConnectionClosesAfterTheLastAllowedByte() {
        Stage stage = new LimitData(5).stage(flow, Optional.empty());
        stage.data(flow.chunk("abc"));
        stage.data(flow.chunk("defgh"));

        assertThat(flow.events()).containsExactly("0:abc", "0:de", "0:close");
        assertThat(flow.held()).isZero();
    }

    @Test
    void aSenderThatSaysLessIsNotHarmed() {
        Stage stage = new LimitData(5).stage(flow, Optional.empty());
        stage.data(flow.chunk("abc"));
        stage.end();

        assertThat(flow.events()).containsExactly("0:abc", "0:end");
    }

    @Test
    void aNewLimitCountsWhatHasPassedBefore() {
        Stage former = new LimitData(5).stage(flow, Optional.empty());
        former.data(flow.chunk("abc"));
        Stage stage = new LimitData(4).stage(flow, Optional.of(former));
        stage.data(flow.chunk("def"));

        assertThat(flow.events()).containsExactly("0:abc", "0:d", "0:close");
    }

    @Test
    void aConnectionThatWasSparedBeforeStartsAtZero() {
        Stage stage = new LimitData(2).stage(flow, Optional.of(new PassThrough(flow)));
        stage.data(flow.chunk("abc"));

        assertThat(flow.events()).containsExactly("0:ab", "0:close");
    }
}
