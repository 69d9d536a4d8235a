package dev.mesoschaos.scenarios.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.scenarios.journal.Event;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ThisMachineTest {

    @Test
    @EnabledOnOs(OS.LINUX)
    void linuxSaysAllOfIt() {
        Event.Machine machine = ThisMachine.at(Instant.EPOCH);
        assertThat(machine.system()).isEqualTo("Linux");
        assertThat(machine.kernel()).matches("\\d+\\.\\d+.*");
        assertThat(machine.cpus()).isPositive();
        assertThat(machine.memoryMb()).isGreaterThan(Runtime.getRuntime().maxMemory() >> 21);
    }
}
