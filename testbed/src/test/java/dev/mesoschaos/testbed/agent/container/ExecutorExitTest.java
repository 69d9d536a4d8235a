package dev.mesoschaos.testbed.agent.container;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.mesos.v1.Protos.TaskState;
import org.junit.jupiter.api.Test;

class ExecutorExitTest {

    @Test
    void theTextsAreThoseOfMesos() {
        assertThat(new ExecutorExit(0).message()).isEqualTo("Command exited with status 0");
        assertThat(new ExecutorExit(128).message()).isEqualTo("Command exited with status 128");
        assertThat(new ExecutorExit(143).message()).isEqualTo("Command terminated with signal Terminated");
        assertThat(new ExecutorExit(139).message()).isEqualTo("Command terminated with signal Segmentation fault");
        assertThat(new ExecutorExit(255).message()).isEqualTo("Command exited with status 255");
        assertThat(ExecutorExit.BY_SIGKILL.message()).isEqualTo("Command terminated with signal Killed");
    }

    @Test
    void aTaskThatWasToldToDieIsKilledHoweverItEnds() {
        assertThat(new ExecutorExit(0).state(true)).isEqualTo(TaskState.TASK_KILLED);
        assertThat(new ExecutorExit(1).state(true)).isEqualTo(TaskState.TASK_KILLED);
    }

    @Test
    void anyOtherTaskFinishesWithStatusZeroOnly() {
        assertThat(new ExecutorExit(0).state(false)).isEqualTo(TaskState.TASK_FINISHED);
        assertThat(new ExecutorExit(1).state(false)).isEqualTo(TaskState.TASK_FAILED);
    }
}
