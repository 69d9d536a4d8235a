package dev.mesoschaos.conformance.updates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.conformance.bed.Bed;
import dev.mesoschaos.conformance.bed.Calls;
import dev.mesoschaos.conformance.bed.Framework;
import dev.mesoschaos.conformance.bed.Frameworks;
import dev.mesoschaos.conformance.bed.Heard;
import dev.mesoschaos.conformance.bed.Tasks;
import dev.mesoschaos.conformance.suite.Statement;
import dev.mesoschaos.conformance.suite.Statements;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/** Tasks that are killed, or that there are none of. */
@Statements
class KillStatements {

    private static final Duration QUICK = Duration.ofSeconds(2);

    @Statement(value = 37, words = "KILL of a running task without TASK_KILLING_STATE gives KILLED without KILLING")
    void aKilledTaskIsKilled(Bed bed) {
        Framework framework = bed.framework(Frameworks.aware("s37"));
        framework.run("t37", bed.agent(1));
        int mark = framework.mark();

        Instant killed = bed.now();
        framework.kill("t37");

        Heard<TaskStatus> status = framework.status(mark, "t37", TaskState.TASK_KILLED);
        assertThat(status.after(killed)).isLessThan(QUICK);
        assertThat(status.event().getSource()).isEqualTo(TaskStatus.Source.SOURCE_EXECUTOR);
        assertThat(status.event().getMessage()).isEqualTo("Command terminated with signal Terminated");
        assertThat(states(framework, mark, "t37")).containsExactly(TaskState.TASK_KILLED);
    }

    @Statement(value = 37, words = "with TASK_KILLING_STATE, KILLING comes first; who ignores SIGTERM is killed after 3 s")
    void killingIsToldToThoseWhoWantIt(Bed bed) {
        Framework framework = bed.framework(Frameworks.plain(
                "s37-killing", Capability.Type.PARTITION_AWARE, Capability.Type.TASK_KILLING_STATE));
        framework.run("t37", bed.agent(1), "trap '' TERM; while :; do sleep 1; done");
        int mark = framework.mark();

        Instant killed = bed.now();
        framework.kill("t37");

        Heard<TaskStatus> status = framework.status(mark, "t37", TaskState.TASK_KILLED);
        assertThat(status.after(killed)).isBetween(Duration.ofMillis(2800), Duration.ofSeconds(6));
        assertThat(status.event().getMessage()).isEqualTo("Command terminated with signal Killed");
        assertThat(states(framework, mark, "t37")).containsExactly(TaskState.TASK_KILLING, TaskState.TASK_KILLED);
    }

    @Statement(value = 38, words = "KILL of an unknown task: PA UNKNOWN, GONE with a registered agent; non-PA LOST; no uuid")
    void killingATaskThatIsNotThereIsAnswered(Bed bed) {
        AgentID registered = bed.agentId(bed.agent(1));
        AgentID nobody = Calls.agentId("nobody-S9");
        Framework aware = bed.framework(Frameworks.aware("s38"));
        Framework unaware = bed.framework(Frameworks.plain("s38-unaware"));

        assertAnswer(aware, TaskState.TASK_UNKNOWN, "Reconciliation: Task is unknown");
        assertAnswer(aware, TaskState.TASK_UNKNOWN, "Reconciliation: Task is unknown", nobody);
        assertAnswer(aware, TaskState.TASK_GONE, "Reconciliation: Task is unknown to the agent", registered);
        assertAnswer(unaware, TaskState.TASK_LOST, "Reconciliation: Task is unknown");
        assertAnswer(unaware, TaskState.TASK_LOST, "Reconciliation: Task is unknown", nobody);
        assertAnswer(unaware, TaskState.TASK_LOST, "Reconciliation: Task is unknown to the agent", registered);
    }

    @Statement(value = 40, words = "a duplicate task id gives TASK_ERROR, TASK_INVALID")
    void anIdIsUsedOnceAtATime(Bed bed) {
        Framework framework = bed.framework(Frameworks.aware("s40"));
        framework.run("t40", bed.agent(1));
        framework.revive();
        Offer offer = framework.offer(bed.agent(2));
        int mark = framework.mark();

        framework.launch(offer, 0, Tasks.shell("t40", offer, Tasks.SLEEP));

        TaskStatus status = framework.status(mark, "t40", TaskState.TASK_ERROR).event();
        assertThat(status.getReason()).isEqualTo(TaskStatus.Reason.REASON_TASK_INVALID);
        assertThat(status.getSource()).isEqualTo(TaskStatus.Source.SOURCE_MASTER);
        assertThat(status.getMessage()).isEqualTo("Task has duplicate ID: t40");
        assertThat(status.hasUuid()).isFalse();
        assertThat(bed.operators().tasks().getTasksList()).singleElement()
                .satisfies(task -> assertThat(task.getState()).isEqualTo(TaskState.TASK_RUNNING));
    }

    private static void assertAnswer(Framework framework, TaskState state, String message, AgentID... agent) {
        int mark = framework.mark();
        framework.kill("ghost", agent);
        TaskStatus status = framework.status(mark, "ghost", state).event();
        assertThat(status.getMessage()).isEqualTo(message);
        assertThat(status.getSource()).isEqualTo(TaskStatus.Source.SOURCE_MASTER);
        assertThat(status.getReason()).isEqualTo(TaskStatus.Reason.REASON_RECONCILIATION);
        assertThat(status.hasUuid()).isFalse();
    }

    private static List<TaskState> states(Framework framework, int mark, String task) {
        return framework.statuses(mark, task).stream().map(heard -> heard.event().getState()).toList();
    }
}
