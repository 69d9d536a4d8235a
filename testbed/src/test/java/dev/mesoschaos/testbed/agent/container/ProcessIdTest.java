package dev.mesoschaos.testbed.agent.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ProcessIdTest {

    private final ProcessId self = ProcessId.of(ProcessHandle.current().pid()).orElseThrow();

    @Test
    void aProcessIsKnownAgainByNumberAndStart() {
        assertThat(ProcessId.parse(self.toString())).isEqualTo(self);
        assertThat(self.isAlive()).isTrue();
    }

    @Test
    void anotherProcessOfTheSameNumberIsNotMistakenForIt() {
        assertThat(new ProcessId(self.pid(), self.startTicks() - 1).isAlive()).isFalse();
    }

    @Test
    void aNumberThatNobodyHasIsNoProcess() {
        assertThat(ProcessId.of(Integer.MAX_VALUE)).isEmpty();
    }

    @Test
    void aTextWithoutAStartIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ProcessId.parse("17"));
    }
}
