package dev.mesoschaos.conformance.agents;

import static dev.mesoschaos.conformance.agents.Witnesses.AWARE_TASK;
import static dev.mesoschaos.conformance.agents.Witnesses.UNAWARE_TASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.conformance.bed.Bed;
import dev.mesoschaos.conformance.bed.Framework;
import dev.mesoschaos.conformance.bed.Frameworks;
import dev.mesoschaos.conformance.bed.Heard;
import dev.mesoschaos.conformance.suite.Setup;
import dev.mesoschaos.conformance.suite.Statement;
import dev.mesoschaos.conformance.suite.Statements;
import dev.mesoschaos.scenarios.cluster.DaemonControl.Signal;
import java.time.Instant;
import java.util.List;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.master.Protos.Event;

/** An agent whose process ends and is started again by its supervisor. */
@Statements
class RestartStatements {

    @Statement(value = 46, words = "restart of the agent's process, checkpoint=true: no update, same agent id, same executors")
    // A machine that is busy starts a process slowly; how soon an agent is given up is not the matter here.
    @Setup(masterFlags = "max_agent_ping_timeouts=15")
    void checkpointedTasksSurviveTheirAgent(Bed bed) throws InterruptedException {
        Witnesses witnesses = Witnesses.on(bed, bed.agent(1));
        List<Integer> executors = executors(bed, witnesses.host());
        Witnesses.Marks marks = witnesses.marks();

        bed.daemons().signal(witnesses.host(), Signal.KILL);

        await().atMost(Bed.SOON).until(
                () -> bed.registered(witnesses.host()).filter(agent -> !agent.getActive()).isPresent());
        bed.awaitActive(witnesses.host());
        assertThat(bed.agentId(witnesses.host())).isEqualTo(witnesses.agent());
        assertThat(executors(bed, witnesses.host())).hasSize(2).isEqualTo(executors);
        witnesses.holder().awaitOffer(marks.holder(), witnesses.host(), Bed.SOON);
        assertThat(witnesses.aware().statuses(marks.aware(), AWARE_TASK)).isEmpty();
        assertThat(witnesses.unaware().statuses(marks.unaware(), UNAWARE_TASK)).isEmpty();
        assertThat(bed.operators().tasks().getTasksList()).hasSize(2)
                .allMatch(task -> task.getState() == TaskState.TASK_RUNNING);
    }

    @Statement(value = 47, words = "checkpoint=false: LOST, AGENT_DISCONNECTED at once, also for PARTITION_AWARE")
    void withoutCheckpointsTasksGoWithTheirAgent(Bed bed) {
        Framework aware = running(bed, Frameworks.aware("s47"));
        Framework unaware = running(bed, Frameworks.plain("s47-unaware"));
        int awareMark = aware.mark();
        int unawareMark = unaware.mark();

        Instant killed = bed.now();
        bed.daemons().signal(bed.agent(1), Signal.KILL);

        for (Heard<TaskStatus> lost : List.of(
                aware.status(awareMark, "t47", TaskState.TASK_LOST),
                unaware.status(unawareMark, "t47", TaskState.TASK_LOST))) {
            assertThat(lost.after(killed)).isLessThan(Bed.AT_ONCE);
            assertThat(lost.event().getReason()).isEqualTo(TaskStatus.Reason.REASON_AGENT_DISCONNECTED);
            assertThat(lost.event().getSource()).isEqualTo(TaskStatus.Source.SOURCE_MASTER);
            assertThat(lost.event().getMessage()).isEqualTo("Agent " + bed.agent(1) + " disconnected");
        }
        assertThat(bed.operators().tasks().getTasksList()).isEmpty();
        await().atMost(Bed.SOON).until(() -> bed.processes(bed.agent(1), "sleep 90047") <= 0);
        bed.awaitActive(bed.agent(1));
        assertThat(aware.statuses(awareMark, "t47")).hasSize(1);
        assertThat(aware.events().since(awareMark, event -> event.hasFailure())).isEmpty();
    }

    @Statement(value = 49, words = "SIGUSR1 to the agent: LOST even for PARTITION_AWARE, AGENT_REMOVED; it returns under the same id")
    void anAgentThatUnregistersIsRemoved(Bed bed) throws InterruptedException {
        Witnesses witnesses = Witnesses.on(bed, bed.agent(2));
        Witnesses.Marks marks = witnesses.marks();
        int ends = bed.daemons().ends(witnesses.host()).size();
        bed.daemons().supervise(witnesses.host(), false);

        bed.daemons().signal(witnesses.host(), Signal.USR1);

        for (Heard<TaskStatus> lost : List.of(
                witnesses.aware(marks, TaskState.TASK_LOST, Bed.SOON),
                witnesses.unaware(marks, TaskState.TASK_LOST, Bed.SOON))) {
            assertThat(lost.event().getReason()).isEqualTo(TaskStatus.Reason.REASON_AGENT_REMOVED);
            assertThat(lost.event().getMessage())
                    .isEqualTo("Agent " + witnesses.host() + " removed: the agent unregistered");
        }
        witnesses.holder().events().await(marks.holder(), Bed.SOON, "RESCIND", event -> event.hasRescind());
        witnesses.holder().events().await(marks.holder(), Bed.SOON, "FAILURE", event -> event.hasFailure());
        AgentID removed = witnesses.operator().events()
                .await(marks.operator(), Bed.SOON, "AGENT_REMOVED", Event::hasAgentRemoved)
                .event().getAgentRemoved().getAgentId();
        assertThat(removed).isEqualTo(witnesses.agent());
        await().atMost(Bed.SOON).until(() -> bed.daemons().ends(witnesses.host()).size() > ends);
        assertThat(bed.daemons().ends(witnesses.host()).getLast().status()).isZero();

        int back = witnesses.operator().events().mark();
        bed.daemons().start(witnesses.host());
        witnesses.operator().events().await(back, Bed.SOON, "AGENT_ADDED", Event::hasAgentAdded);
        assertThat(bed.agentId(witnesses.host())).isEqualTo(witnesses.agent());
    }

    private static Framework running(Bed bed, FrameworkInfo.Builder info) {
        Framework framework = bed.framework(info.setCheckpoint(false));
        framework.run("t47", bed.agent(1), "exec sleep 90047");
        return framework;
    }

    private static List<Integer> executors(Bed bed, String host) {
        return bed.containers(host).stream()
                .map(container -> container.getContainerStatus().getExecutorPid())
                .sorted()
                .toList();
    }
}
