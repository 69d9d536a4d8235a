package dev.mesoschaos.testbed.master;

import static dev.mesoschaos.testbed.master.PingObserver.Verdict.PING;
import static dev.mesoschaos.testbed.master.PingObserver.Verdict.UNREACHABLE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PingObserverTest {

    private final PingObserver observer = new PingObserver(3);

    @Test
    void anAgentThatMissesThreePingsBecomesUnreachableAtTheFourthTick() {
        assertThat(observer.tick()).isEqualTo(PING);
        assertThat(observer.tick()).isEqualTo(PING);
        assertThat(observer.tick()).isEqualTo(PING);
        assertThat(observer.tick()).isEqualTo(UNREACHABLE);
    }

    @Test
    void aPongSetsTheCountBack() {
        observer.tick();
        observer.tick();
        observer.tick();
        observer.pong();

        assertThat(observer.tick()).isEqualTo(PING);
        assertThat(observer.tick()).isEqualTo(PING);
        assertThat(observer.tick()).isEqualTo(PING);
        assertThat(observer.tick()).isEqualTo(UNREACHABLE);
    }

    @Test
    void anAgentThatStaysSilentStaysUnreachable() {
        for (int tick = 0; tick < 4; tick++) {
            observer.tick();
        }

        assertThat(observer.tick()).isEqualTo(UNREACHABLE);
    }
}
