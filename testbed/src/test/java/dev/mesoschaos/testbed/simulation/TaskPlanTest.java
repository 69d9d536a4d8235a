package dev.mesoschaos.testbed.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.Label;
import org.apache.mesos.v1.Protos.Labels;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskPlanTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sleep 5|5000|0",
                "exec sleep 0.5|500|0",
                "sleep 2 && exit 3|2000|3",
                "sleep 2; false|2000|1",
                " sleep 1 && true |1000|0",
                "exit 7|0|7",
                "exit 258|0|2",
                "false|0|1",
                "true|0|0",
            })
    void aCommandOfWhichAllIsUnderstoodEndsAsItSays(String command, long millis, int status) {
        assertThat(TaskPlan.of(shell(command))).isEqualTo(new TaskPlan(Optional.of(Duration.ofMillis(millis)), status));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "./serve", "sleep infinity", "sleep 5 exit 3", "sleep 5 &&", "&& exit 1", "sleep 5 && ./more",
        "sleep 5m", "exit", "truefalse"})
    void anyOtherCommandRunsUntilItIsKilled(String command) {
        assertThat(TaskPlan.of(shell(command)).lifetime()).isEmpty();
    }

    @Test
    void aCommandWithoutAShellIsReadFromItsArguments() {
        CommandInfo command = CommandInfo.newBuilder()
                .setShell(false)
                .setValue("/bin/sleep")
                .addAllArguments(List.of("sleep", "3"))
                .build();

        assertThat(TaskPlan.of(task(command)).lifetime()).contains(Duration.ofSeconds(3));
    }

    @Test
    void labelsSayMoreThanTheCommand() {
        TaskInfo task = labelled(labelled(shell("sleep 5"), "simulated-duration", "250ms"), "simulated-exit", "9");

        assertThat(TaskPlan.of(task)).isEqualTo(new TaskPlan(Optional.of(Duration.ofMillis(250)), 9));
    }

    @ParameterizedTest
    @CsvSource({"simulated-duration, 5", "simulated-exit, 256", "simulated-exit, -1", "simulated-exit, no"})
    void aLabelThatCannotBeReadIsNotPassedOver(String key, String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TaskPlan.of(labelled(shell("true"), key, value)))
                .withMessageContaining("'" + value + "'");
    }

    static TaskInfo shell(String command) {
        return task(CommandInfo.newBuilder().setShell(true).setValue(command).build());
    }

    static TaskInfo labelled(TaskInfo task, String key, String value) {
        Labels.Builder labels = task.getLabels().toBuilder()
                .addLabels(Label.newBuilder().setKey(key).setValue(value));
        return task.toBuilder().setLabels(labels).build();
    }

    private static TaskInfo task(CommandInfo command) {
        return TaskInfo.newBuilder()
                .setName("t")
                .setTaskId(TaskID.newBuilder().setValue("t"))
                .setAgentId(AgentID.newBuilder().setValue("master-S0"))
                .setCommand(command)
                .build();
    }
}
