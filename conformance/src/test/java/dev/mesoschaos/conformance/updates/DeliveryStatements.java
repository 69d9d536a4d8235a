package dev.mesoschaos.conformance.updates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.conformance.bed.Bed;
import dev.mesoschaos.conformance.bed.Framework;
import dev.mesoschaos.conformance.bed.Frameworks;
import dev.mesoschaos.conformance.bed.Heard;
import dev.mesoschaos.conformance.bed.Tasks;
import dev.mesoschaos.conformance.suite.Slow;
import dev.mesoschaos.conformance.suite.Statement;
import dev.mesoschaos.conformance.suite.Statements;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.Timeout;

/** Updates of tasks are sent one after another, each until it is acknowledged. */
@Statements
class DeliveryStatements {

    private static final Duration RETRY = Duration.ofSeconds(10);
    private static final Duration SLACK = Duration.ofSeconds(2);

    @Statement(value = 33, words = "a launch gives STARTING, RUNNING, each with uuid, the second only after the first ack")
    void theNextUpdateWaitsForTheAcknowledgement(Bed bed) {
        Framework framework = unacknowledging(bed, "s33");
        TaskStatus starting = launch(bed, framework, "t33", Tasks.SLEEP);
        assertThat(starting.getUuid().size()).isEqualTo(16);
        await().during(Duration.ofSeconds(2)).atMost(Bed.SOON).until(() -> framework.statuses(0, "t33").size() == 1);

        Instant acknowledged = bed.now();
        framework.acknowledge(starting);

        Heard<TaskStatus> running = framework.status(0, "t33", TaskState.TASK_RUNNING);
        assertThat(running.after(acknowledged)).isLessThan(Bed.AT_ONCE);
        assertThat(running.event().getUuid()).isNotEqualTo(starting.getUuid());
        assertThat(running.event().getUuid().size()).isEqualTo(16);
    }

    @Statement(value = 34, words = "without an ack, the same update comes again after 10 s, and at once on resubscription")
    void anUnacknowledgedUpdateComesAgain(Bed bed) {
        Framework framework = unacknowledging(bed, "s34");
        launch(bed, framework, "t34", Tasks.SLEEP);

        List<Heard<Event>> both = framework.events().await(
                0, 2, RETRY.plusSeconds(3), "second delivery", event -> Framework.updates(event, "t34"));
        assertThat(both.get(1).after(both.get(0).at())).isBetween(RETRY.minus(SLACK), RETRY.plus(SLACK));
        assertThat(both.get(1).event().toByteString()).isEqualTo(both.get(0).event().toByteString());

        Instant subscribed = bed.now();
        Framework again = bed.framework(framework.info(), false, ask -> ask);
        Heard<Event> resent = again.events().await(0, Bed.SOON, "delivery", event -> Framework.updates(event, "t34"));
        assertThat(resent.after(subscribed)).isLessThan(Bed.AT_ONCE);
        assertThat(resent.event().toByteString()).isEqualTo(both.get(0).event().toByteString());
        List<Heard<Event>> later = again.events().await(
                0, 2, RETRY.plusSeconds(3), "next delivery", event -> Framework.updates(event, "t34"));
        assertThat(later.get(1).after(resent.at())).isBetween(RETRY.minus(SLACK), RETRY.plus(SLACK));
    }

    @Slow("150 s: updates come again after 10, 20, 40, 80 s, a constant of agents")
    @Timeout(200)
    @Statement(value = 34, words = "deliveries at 0, 10, 30, 70, 150 s")
    void thePausesBetweenDeliveriesDouble(Bed bed) {
        Framework framework = unacknowledging(bed, "s34-slow");
        launch(bed, framework, "t34", Tasks.SLEEP);

        List<Heard<Event>> all = framework.events().await(
                0, 5, Duration.ofSeconds(160), "fifth delivery", event -> Framework.updates(event, "t34"));

        List<Long> pauses = List.of(10L, 20L, 40L, 80L);
        for (int i = 0; i < pauses.size(); i++) {
            Duration pause = Duration.ofSeconds(pauses.get(i));
            assertThat(all.get(i + 1).after(all.get(i).at())).isBetween(pause.minus(SLACK), pause.plus(SLACK));
            assertThat(all.get(i + 1).event().toByteString()).isEqualTo(all.get(0).event().toByteString());
        }
    }

    @Statement(value = 35, words = "a terminal, unacknowledged task stays in tasks and its id is refused")
    void aFinishedTaskStaysUntilItIsAcknowledged(Bed bed) {
        Framework framework = unacknowledging(bed, "s35");
        String agent = bed.agent(1);
        double whole = Tasks.amount(framework.offer(agent), "cpus");
        framework.acknowledge(launch(bed, framework, "t35", "true"));
        framework.acknowledge(framework.status(0, "t35", TaskState.TASK_RUNNING).event());
        TaskStatus finished = framework.status(0, "t35", TaskState.TASK_FINISHED).event();

        assertThat(task(bed, "t35").getState()).isEqualTo(TaskState.TASK_FINISHED);
        int mark = framework.mark();
        framework.declineAll(0);
        Offer free = framework.events().await(mark, Bed.SOON, "offer of the whole agent", event ->
                event.getOffers().getOffersList().stream().anyMatch(offer -> offer.getHostname().equals(agent)
                        && Tasks.amount(offer, "cpus") == whole)).event().getOffers().getOffersList().stream()
                .filter(offer -> offer.getHostname().equals(agent)).findFirst().orElseThrow();
        framework.launch(free, 0, Tasks.shell("t35", free, "true"));
        assertThat(framework.status(mark, "t35", TaskState.TASK_ERROR).event().getReason())
                .isEqualTo(TaskStatus.Reason.REASON_TASK_INVALID);

        framework.acknowledge(finished);
        await().atMost(Bed.SOON).until(() -> bed.operators().tasks().getTasksList().isEmpty());
    }

    @Statement(value = 35, words = "with an earlier update unacknowledged, the master learns the terminal state with the next resend")
    void theLatestStateTravelsWithAResend(Bed bed) {
        Framework framework = unacknowledging(bed, "s35-early");
        launch(bed, framework, "t35", "true");
        await().during(Duration.ofSeconds(3)).atMost(Bed.SOON)
                .until(() -> task(bed, "t35").getState() != TaskState.TASK_FINISHED);

        framework.events().await(0, 2, RETRY.plusSeconds(3), "resend", event -> Framework.updates(event, "t35"));

        await().atMost(Bed.SOON).until(() -> task(bed, "t35").getState() == TaskState.TASK_FINISHED);
        assertThat(task(bed, "t35").getStatusUpdateState()).isEqualTo(TaskState.TASK_STARTING);
    }

    private static Framework unacknowledging(Bed bed, String name) {
        return bed.framework(Frameworks.aware(name).setFailoverTimeout(600).build(), false, ask -> ask);
    }

    private static TaskStatus launch(Bed bed, Framework framework, String task, String command) {
        Offer offer = framework.offer(bed.agent(1));
        framework.launch(offer, 0, Tasks.shell(task, offer, command));
        return framework.status(0, task, TaskState.TASK_STARTING).event();
    }

    private static Task task(Bed bed, String id) {
        return bed.operators().tasks().getTasksList().stream()
                .filter(task -> task.getTaskId().getValue().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError(id + " is not among the tasks"));
    }
}
