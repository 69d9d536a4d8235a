package dev.mesoschaos.conformance.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.conformance.bed.Ask;
import dev.mesoschaos.conformance.bed.Bed;
import dev.mesoschaos.conformance.bed.Calls;
import dev.mesoschaos.conformance.bed.Framework;
import dev.mesoschaos.conformance.bed.Heard;
import dev.mesoschaos.conformance.bed.Reply;
import dev.mesoschaos.conformance.suite.Setup;
import dev.mesoschaos.conformance.suite.Statement;
import dev.mesoschaos.conformance.suite.Statements;
import dev.mesoschaos.scenarios.cluster.DaemonControl.Signal;
import java.time.Duration;
import java.util.List;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.master.Protos.Event;
import org.apache.mesos.v1.master.Protos.Response.GetTasks;

/** An agent that is marked gone can never come back. */
@Statements
@Setup(wrecks = true)
class GoneStatements {

    @Statement(value = 50, words = "MARK_AGENT_GONE: GONE_BY_OPERATOR or LOST, FAILURE, RESCIND, no AGENT_REMOVED; it cannot come back")
    void anAgentThatIsGoneStaysGone(Bed bed) throws InterruptedException {
        Witnesses witnesses = Witnesses.on(bed, bed.agent(1));
        Witnesses.Marks marks = witnesses.marks();

        assertThat(markGone(bed, witnesses).toString()).isEqualTo("200 ");

        assertUpdates(witnesses, marks);
        witnesses.holder().events().await(marks.holder(), Bed.AT_ONCE, "FAILURE", event -> event.hasFailure());
        witnesses.holder().events().await(marks.holder(), Bed.AT_ONCE, "RESCIND", event -> event.hasRescind());
        GetTasks tasks = bed.operators().tasks();
        assertThat(of(witnesses.aware(), tasks.getCompletedTasksList())).containsExactly(TaskState.TASK_GONE_BY_OPERATOR);
        assertThat(of(witnesses.unaware(), tasks.getUnreachableTasksList())).containsExactly(TaskState.TASK_LOST);
        assertThat(markGone(bed, witnesses).toString()).isEqualTo("200 ");

        // The agent ends, and each time its supervisor starts it again it is told to end.
        await("the agent to end, twice").atMost(Duration.ofSeconds(25)).until(() -> bed.daemons().ends(witnesses.host()).size() >= 2);
        assertThat(bed.daemons().ends(witnesses.host())).allSatisfy(end -> assertThat(end.status()).isZero());
        assertThat(bed.registered(witnesses.host())).isEmpty();
        assertThat(witnesses.operator().events().since(marks.operator(), Event::hasAgentRemoved)).isEmpty();
        Framework aware = witnesses.aware();
        int mark = aware.mark();
        aware.reconcile(Witnesses.AWARE_TASK, witnesses.agent());
        assertThat(aware.status(mark, Witnesses.AWARE_TASK, TaskState.TASK_GONE_BY_OPERATOR).event().getReason())
                .isEqualTo(TaskStatus.Reason.REASON_RECONCILIATION);
    }

    @Statement(value = 50, words = "MARK_AGENT_GONE of an unreachable agent: the same updates without FAILURE")
    void anUnreachableAgentCanBeGone(Bed bed) throws InterruptedException {
        Witnesses witnesses = Witnesses.on(bed, bed.agent(1));
        Witnesses.Marks stopped = witnesses.marks();
        bed.daemons().signal(witnesses.host(), Signal.STOP);
        witnesses.aware(stopped, TaskState.TASK_UNREACHABLE, Bed.SOON);
        witnesses.holder().events().await(stopped.holder(), Bed.SOON, "FAILURE", event -> event.hasFailure());
        Witnesses.Marks marks = witnesses.marks();

        assertThat(markGone(bed, witnesses).toString()).isEqualTo("200 ");

        assertUpdates(witnesses, marks);
        await().during(Bed.AT_ONCE).atMost(Bed.SOON).until(() ->
                witnesses.holder().events().since(marks.holder(), event -> event.hasFailure()).isEmpty());
    }

    @Statement(value = 50, words = "MARK_AGENT_GONE of a recovered agent: 200, no update, reconciliation stays silent")
    void aRecoveredAgentIsGoneWithoutAWord(Bed bed) throws InterruptedException {
        Witnesses witnesses = Witnesses.on(bed, bed.agent(1));
        String leader = bed.leader();
        for (String host : new String[] {witnesses.host(), leader}) {
            bed.daemons().supervise(host, false);
            bed.daemons().signal(host, Signal.KILL);
        }
        Framework back = bed.framework(witnesses.aware().info(), true, ask -> ask);
        await().atMost(Bed.SOON).until(() -> bed.operators().agents().getRecoveredAgentsList().stream()
                .map(AgentInfo::getId).toList().contains(witnesses.agent()));

        assertThat(markGone(bed, witnesses).toString()).isEqualTo("200 ");

        back.reconcile(Witnesses.AWARE_TASK, witnesses.agent());
        await().during(Duration.ofSeconds(2)).atMost(Bed.SOON).until(() -> back.statuses(0, Witnesses.AWARE_TASK).isEmpty());
    }

    private static Reply markGone(Bed bed, Witnesses witnesses) {
        return bed.askLeader(Ask.operator(Calls.markGone(witnesses.agent())));
    }

    /** The states of one framework's tasks: the cluster also lists those of tests before. */
    private static List<TaskState> of(Framework framework, List<Task> tasks) {
        return tasks.stream().filter(task -> task.getFrameworkId().equals(framework.id())).map(Task::getState).toList();
    }

    private static void assertUpdates(Witnesses witnesses, Witnesses.Marks marks) {
        Heard<TaskStatus> gone = witnesses.aware(marks, TaskState.TASK_GONE_BY_OPERATOR, Bed.AT_ONCE);
        assertThat(gone.event().getReason()).isEqualTo(TaskStatus.Reason.REASON_AGENT_REMOVED_BY_OPERATOR);
        assertThat(gone.event().getMessage()).isEqualTo("Agent has been marked gone");
        Heard<TaskStatus> lost = witnesses.unaware(marks, TaskState.TASK_LOST, Bed.AT_ONCE);
        assertThat(lost.event().getReason()).isEqualTo(TaskStatus.Reason.REASON_AGENT_REMOVED);
    }
}
