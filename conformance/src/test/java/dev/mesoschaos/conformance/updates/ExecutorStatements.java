package dev.mesoschaos.conformance.updates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.conformance.bed.Bed;
import dev.mesoschaos.conformance.bed.Framework;
import dev.mesoschaos.conformance.bed.Frameworks;
import dev.mesoschaos.conformance.bed.Heard;
import dev.mesoschaos.conformance.bed.Tasks;
import dev.mesoschaos.conformance.suite.Statement;
import dev.mesoschaos.conformance.suite.Statements;
import java.time.Duration;
import java.time.Instant;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskGroupInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** Executors that are killed under their tasks. */
@Statements
class ExecutorStatements {

    private static final Duration QUICK = Duration.ofSeconds(2);

    @Statement(value = 39, words = "a killed command executor: FAILED, AGENT, EXECUTOR_TERMINATED, with uuid, no FAILURE event")
    void aKilledCommandExecutorFailsItsTask(Bed bed) {
        Framework framework = bed.framework(Frameworks.aware("s39"));
        TaskStatus running = framework.run("t39", bed.agent(1));
        assertThat(running.getContainerStatus().hasExecutorPid()).isTrue();
        int mark = framework.mark();

        Instant killed = bed.now();
        kill(bed, running.getContainerStatus().getExecutorPid());

        Heard<TaskStatus> failed = framework.status(mark, "t39", TaskState.TASK_FAILED);
        assertThat(failed.after(killed)).isLessThan(QUICK);
        assertTerminated(failed.event());
        await().during(Duration.ofSeconds(1)).atMost(Bed.SOON).until(() -> failures(framework, mark) == 0);
    }

    @Statement(value = 39, words = "a killed default executor also gives FAILURE with agent, executor and status")
    void aKilledDefaultExecutorIsAFailureOfItsOwn(Bed bed) {
        Framework framework = bed.framework(Frameworks.aware("s39-group"));
        Offer offer = framework.offer(bed.agent(1));
        framework.send(Call.newBuilder().setType(Call.Type.ACCEPT).setAccept(Call.Accept.newBuilder()
                .addOfferIds(offer.getId())
                .addOperations(Offer.Operation.newBuilder()
                        .setType(Offer.Operation.Type.LAUNCH_GROUP)
                        .setLaunchGroup(Offer.Operation.LaunchGroup.newBuilder()
                                .setExecutor(executor(framework, offer))
                                .setTaskGroup(TaskGroupInfo.newBuilder()
                                        .addTasks(Tasks.shell("g1", offer, Tasks.SLEEP))
                                        .addTasks(Tasks.shell("g2", offer, Tasks.SLEEP)))))));
        framework.status(0, "g1", TaskState.TASK_RUNNING);
        TaskStatus running = framework.status(0, "g2", TaskState.TASK_RUNNING).event();
        int mark = framework.mark();

        kill(bed, executorPid(bed, running));

        Event failure = framework.events().await(mark, Bed.SOON, "FAILURE", event -> event.hasFailure()).event();
        assertThat(failure.getFailure().getAgentId()).isEqualTo(running.getAgentId());
        assertThat(failure.getFailure().getExecutorId().getValue()).isEqualTo("de39");
        assertThat(failure.getFailure().getStatus()).isEqualTo(9);
        for (String task : new String[] {"g1", "g2"}) {
            framework.events().await(mark, Bed.SOON, "end of " + task, event -> Framework.updates(event, task)
                    && (event.getUpdate().getStatus().getState() == TaskState.TASK_FAILED
                            || event.getUpdate().getStatus().getState() == TaskState.TASK_KILLED));
        }
    }

    private static ExecutorInfo executor(Framework framework, Offer offer) {
        return ExecutorInfo.newBuilder()
                .setType(ExecutorInfo.Type.DEFAULT)
                .setExecutorId(ExecutorID.newBuilder().setValue("de39"))
                .setFrameworkId(framework.id())
                .addAllResources(Tasks.leastOfAnExecutor(offer))
                .build();
    }

    /** The process of a task group's executor is told by the agent only: its tasks are in containers of their own. */
    private static int executorPid(Bed bed, TaskStatus running) {
        return bed.containers(bed.agent(1)).stream()
                .filter(container -> container.getExecutorId().getValue().equals("de39"))
                .mapToInt(container -> container.getContainerStatus().getExecutorPid())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no container has the executor of " + running.getTaskId()));
    }

    private static void kill(Bed bed, int pid) {
        assertThat(bed.shell().run(bed.agent(1), "sh", "-c", "kill -9 " + pid).ok()).isTrue();
    }

    private static int failures(Framework framework, int mark) {
        return framework.events().since(mark, event -> event.hasFailure()).size();
    }

    private static void assertTerminated(TaskStatus status) {
        assertThat(status.getSource()).isEqualTo(TaskStatus.Source.SOURCE_AGENT);
        assertThat(status.getReason()).isEqualTo(TaskStatus.Reason.REASON_EXECUTOR_TERMINATED);
        assertThat(status.getMessage()).isEqualTo("Executor terminated");
        assertThat(status.hasUuid()).isTrue();
    }
}
