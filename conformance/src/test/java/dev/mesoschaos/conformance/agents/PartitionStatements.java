package dev.mesoschaos.conformance.agents;

import static dev.mesoschaos.conformance.agents.Witnesses.AWARE_TASK;
import static dev.mesoschaos.conformance.agents.Witnesses.UNAWARE_TASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.conformance.bed.Bed;
import dev.mesoschaos.conformance.bed.Heard;
import dev.mesoschaos.conformance.bed.Wall;
import dev.mesoschaos.conformance.suite.Statement;
import dev.mesoschaos.conformance.suite.Statements;
import dev.mesoschaos.scenarios.cluster.Facts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.master.Protos.Event;
import org.apache.mesos.v1.master.Protos.Response.GetTasks;

/** An agent whose packets are dropped: no socket tells anybody. */
@Statements
class PartitionStatements {

    private static final Duration SLACK = Duration.ofSeconds(1);
    private static final Duration EARLY = Duration.ofMillis(500);
    private static final Duration RETURN_LIMIT = Duration.ofSeconds(30);

    @Statement(value = 41, words = "packets dropped: nothing before P*M, UNREACHABLE or LOST by P*(M+1)+1 s; then RESCIND and FAILURE")
    void anAgentThatIsCutOffBecomesUnreachable(Bed bed) throws InterruptedException {
        Witnesses witnesses = Witnesses.on(bed, bed.agent(1));
        Witnesses.Marks marks = witnesses.marks();

        Instant cut = bed.now();
        bed.cutOff(witnesses.host());

        Heard<TaskStatus> unreachable = witnesses.aware(marks, TaskState.TASK_UNREACHABLE, latest(bed).plus(SLACK));
        Heard<TaskStatus> lost = witnesses.unaware(marks, TaskState.TASK_LOST, SLACK);
        for (Heard<TaskStatus> status : List.of(unreachable, lost)) {
            assertThat(status.after(cut)).isBetween(earliest(bed).minus(EARLY), latest(bed));
            assertThat(status.event().getReason()).isEqualTo(TaskStatus.Reason.REASON_AGENT_REMOVED);
            assertThat(status.event().getSource()).isEqualTo(TaskStatus.Source.SOURCE_MASTER);
            assertThat(status.event().hasUnreachableTime()).isTrue();
            assertThat(status.event().hasUuid()).isFalse();
        }
        Heard<org.apache.mesos.v1.scheduler.Protos.Event> rescind = witnesses.holder().events().await(marks.holder(), SLACK, "RESCIND", event -> event.hasRescind());
        assertThat(rescind.event().getRescind().getOfferId()).isEqualTo(witnesses.offer().getId());
        Heard<org.apache.mesos.v1.scheduler.Protos.Event> failure = witnesses.holder().events().await(marks.holder(), SLACK, "FAILURE", event -> event.hasFailure());
        assertThat(failure.event().getFailure().getAgentId()).isEqualTo(witnesses.agent());
        assertThat(failure.after(unreachable.at())).isLessThan(SLACK);
        assertThat(witnesses.holder().events().since(marks.holder(), event -> event.hasRescind() || event.hasFailure()))
                .first().isEqualTo(rescind);
    }

    @Statement(value = 42, words = "an agent that becomes unreachable sends no AGENT_REMOVED")
    void noAgentIsRemovedByAPartition(Bed bed) throws InterruptedException {
        Witnesses witnesses = Witnesses.on(bed, bed.agent(2));
        Witnesses.Marks marks = witnesses.marks();

        bed.cutOff(witnesses.host());
        witnesses.aware(marks, TaskState.TASK_UNREACHABLE, latest(bed).plus(SLACK));

        witnesses.operator().events().await(marks.operator(), SLACK, "TASK_UPDATED",
                event -> event.getTaskUpdated().getState() == TaskState.TASK_UNREACHABLE);
        await().during(SLACK).atMost(Bed.SOON).until(() ->
                witnesses.operator().events().since(marks.operator(), Event::hasAgentRemoved).isEmpty());
    }

    @Statement(value = 43, words = "tasks of an unreachable agent are listed in unreachable_tasks")
    void tasksOfAnUnreachableAgentAreListedSo(Bed bed) throws InterruptedException {
        Witnesses witnesses = Witnesses.on(bed, bed.agent(3));
        Witnesses.Marks marks = witnesses.marks();

        bed.cutOff(witnesses.host());
        witnesses.aware(marks, TaskState.TASK_UNREACHABLE, latest(bed).plus(SLACK));
        witnesses.unaware(marks, TaskState.TASK_LOST, SLACK);

        GetTasks tasks = bed.operators().tasks();
        assertThat(tasks.getUnreachableTasksList()).extracting(Task::getTaskId)
                .extracting(id -> id.getValue()).contains(AWARE_TASK, UNAWARE_TASK);
        assertThat(tasks.getUnreachableTasksList()).filteredOn(task -> task.getAgentId().equals(witnesses.agent()))
                .extracting(Task::getState).containsExactlyInAnyOrder(TaskState.TASK_UNREACHABLE, TaskState.TASK_LOST);
        assertThat(tasks.getTasksList()).isEmpty();
        assertThat(bed.registered(witnesses.host())).isEmpty();
    }

    @Statement(value = 44, words = "an agent that is back: RUNNING, AGENT_REREGISTERED for both; TASK_ADDED, AGENT_ADDED, OFFERS")
    void anAgentThatIsBackBringsItsTasks(Bed bed) throws InterruptedException {
        Witnesses witnesses = Witnesses.on(bed, bed.agent(1));
        Witnesses.Marks cut = witnesses.marks();
        Wall wall = bed.cutOff(witnesses.host());
        witnesses.aware(cut, TaskState.TASK_UNREACHABLE, latest(bed).plus(SLACK));
        witnesses.unaware(cut, TaskState.TASK_LOST, SLACK);
        Witnesses.Marks healed = witnesses.marks();

        wall.close();

        for (Heard<TaskStatus> status : List.of(
                witnesses.aware(healed, TaskState.TASK_RUNNING, RETURN_LIMIT),
                witnesses.unaware(healed, TaskState.TASK_RUNNING, RETURN_LIMIT))) {
            assertThat(status.event().getReason()).isEqualTo(TaskStatus.Reason.REASON_AGENT_REREGISTERED);
            assertThat(status.event().getSource()).isEqualTo(TaskStatus.Source.SOURCE_MASTER);
            assertThat(status.event().hasUuid()).isFalse();
        }
        witnesses.operator().events().await(healed.operator(), RETURN_LIMIT, "AGENT_ADDED", Event::hasAgentAdded);
        List<Event> all = witnesses.operator().events().since(healed.operator(), event -> event.hasTaskAdded() || event.hasAgentAdded())
                .stream().map(Heard::event).limit(3).toList();
        assertThat(all).extracting(Event::getType)
                .containsExactly(Event.Type.TASK_ADDED, Event.Type.TASK_ADDED, Event.Type.AGENT_ADDED);
        witnesses.holder().awaitOffer(healed.holder(), witnesses.host(), RETURN_LIMIT);
        // It may flap on kernels that let an old connection sleep for long; what counts is how it ends.
        bed.awaitActive(witnesses.host());
        assertThat(bed.agentId(witnesses.host())).isEqualTo(witnesses.agent());
    }

    @Statement(value = 45, words = "a drop of at most P*(M-1) on a clean connection: no update, no RESCIND")
    void aShortOutageIsNotNoticed(Bed bed) throws InterruptedException {
        Witnesses witnesses = Witnesses.on(bed, bed.agent(2));
        Witnesses.Marks marks = witnesses.marks();
        Facts facts = bed.facts();

        Wall wall = bed.cutOff(witnesses.host());
        Instant heal = bed.now().plus(facts.agentPingTimeout().multipliedBy(facts.maxAgentPingTimeouts() - 1L));
        await().atMost(Bed.SOON).until(() -> bed.now().isAfter(heal));
        wall.close();

        await().during(latest(bed)).atMost(Bed.SOON).until(() ->
                witnesses.aware().statuses(marks.aware(), AWARE_TASK).isEmpty()
                        && witnesses.unaware().statuses(marks.unaware(), UNAWARE_TASK).isEmpty());
        assertThat(witnesses.holder().events().since(marks.holder(), event -> event.hasRescind() || event.hasFailure()))
                .isEmpty();
    }

    private static Duration earliest(Bed bed) {
        return bed.facts().agentPingTimeout().multipliedBy(bed.facts().maxAgentPingTimeouts());
    }

    private static Duration latest(Bed bed) {
        return earliest(bed).plus(bed.facts().agentPingTimeout()).plus(SLACK);
    }
}
