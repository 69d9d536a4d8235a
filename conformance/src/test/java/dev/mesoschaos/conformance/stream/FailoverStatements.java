package dev.mesoschaos.conformance.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.conformance.bed.Bed;
import dev.mesoschaos.conformance.bed.Framework;
import dev.mesoschaos.conformance.bed.Frameworks;
import dev.mesoschaos.conformance.bed.Heard;
import dev.mesoschaos.conformance.bed.Operator;
import dev.mesoschaos.conformance.bed.Reply;
import dev.mesoschaos.conformance.bed.Tasks;
import dev.mesoschaos.conformance.suite.Setup;
import dev.mesoschaos.conformance.suite.Statement;
import dev.mesoschaos.conformance.suite.Statements;
import dev.mesoschaos.scenarios.cluster.DaemonControl.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.master.Protos.Response.GetTasks;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** A framework whose scheduler is replaced, goes for good, or comes back in time. */
@Statements
class FailoverStatements {

    private static final Duration STAYS_OPEN = Duration.ofSeconds(2);

    @Statement(value = 18, words = "a second SUBSCRIBE with the same id ends the old stream with ERROR; offers die without RESCIND")
    void aSecondSchedulerTakesOver(Bed bed) {
        FrameworkInfo.Builder info = Frameworks.aware("s18").setFailoverTimeout(600);
        Framework old = bed.framework(info);
        old.run("t18", bed.agent(1));
        old.revive();
        Offer offer = old.offer(bed.agent(2));
        int mark = old.mark();

        Instant start = bed.now();
        Framework young = bed.framework(old.info(), true, ask -> ask);

        Instant end = old.scheduler().awaitLastChunk(Bed.SOON);
        assertThat(Duration.between(start, end)).isLessThan(Bed.AT_ONCE);
        List<Event> last = old.events().since(mark).stream().map(Heard::event).toList();
        assertThat(last.getLast().getError().getMessage()).isEqualTo("Framework failed over");
        Duration batch = bed.facts().allocationInterval();
        assertThat(young.awaitOffer(0, bed.agent(2), batch.plus(Bed.AT_ONCE)).after(start)).isLessThan(batch.plus(Bed.AT_ONCE));
        assertThat(old.scheduler().hangsUp(STAYS_OPEN)).isFalse();

        int before = young.mark();
        Reply stale = young.accept(List.of(offer.getId()), Filters.getDefaultInstance(), Tasks.shell("t18-old", offer, "true"));
        assertThat(stale.status()).isEqualTo(202);
        TaskStatus dropped = young.status(before, "t18-old", TaskState.TASK_DROPPED).event();
        assertThat(dropped.getReason()).isEqualTo(TaskStatus.Reason.REASON_INVALID_OFFERS);
        Reply oldStream = old.send(Call.newBuilder().setType(Call.Type.REVIVE).setRevive(Call.Revive.newBuilder()));
        assertThat(oldStream.status()).isEqualTo(400);
        assertThat(oldStream.text()).contains("didn't match the stream ID currently associated");
        assertThat(young.events().since(0, event -> event.getType() == Event.Type.RESCIND)).isEmpty();
        assertThat(last).noneMatch(event -> event.getType() == Event.Type.RESCIND);
        assertThat(bed.operators().tasks().getTasksList()).anyMatch(task -> task.getState() == TaskState.TASK_RUNNING);
    }

    @Statement(value = 18, words = "decline filters survive a second SUBSCRIBE, and Connection: close makes the master hang up")
    void filtersSurviveAndTheHeaderIsObeyed(Bed bed) {
        Framework old = bed.framework(
                Frameworks.aware("s18-filters").setFailoverTimeout(600).build(), true, ask -> ask.header("Connection", "close"));
        for (int agent = 1; agent <= 3; agent++) {
            old.offer(bed.agent(agent));
        }
        old.declineAll(3600);

        Framework young = bed.framework(old.info(), true, ask -> ask);

        old.scheduler().awaitLastChunk(Bed.SOON);
        assertThat(old.scheduler().hangsUp(Bed.SOON)).isTrue();
        await().during(bed.facts().allocationInterval().multipliedBy(2)).atMost(Bed.SOON)
                .until(() -> young.events().since(0, event -> event.getType() == Event.Type.OFFERS).isEmpty());
    }

    @Statement(value = 19, words = "when the stream closes with failover_timeout 0, tasks are killed and FRAMEWORK_REMOVED is emitted")
    void withoutATimeoutAFrameworkGoesWithItsStream(Bed bed) throws InterruptedException {
        Operator operator = bed.operator();
        Framework framework = bed.framework(Frameworks.aware("s19"));
        framework.run("t19", bed.agent(1), "exec sleep 90019");
        int mark = operator.events().mark();
        Instant start = bed.now();

        framework.close();

        Heard<org.apache.mesos.v1.master.Protos.Event> removed = operator.events().await(mark, Bed.SOON, "FRAMEWORK_REMOVED",
                event -> event.getFrameworkRemoved().getFrameworkInfo().getName().equals("s19"));
        assertThat(removed.after(start)).isLessThan(Bed.AT_ONCE);
        TaskStatus killed = operator.events().await(mark, Bed.AT_ONCE, "TASK_UPDATED",
                        event -> event.getTaskUpdated().getStatus().getTaskId().getValue().equals("t19"))
                .event().getTaskUpdated().getStatus();
        assertThat(killed.getState()).isEqualTo(TaskState.TASK_KILLED);
        assertThat(killed.getReason()).isEqualTo(TaskStatus.Reason.REASON_FRAMEWORK_REMOVED);
        assertThat(killed.getSource()).isEqualTo(TaskStatus.Source.SOURCE_MASTER);
        GetTasks tasks = bed.operators().tasks();
        assertThat(tasks.getCompletedTasksList()).anyMatch(task -> task.getTaskId().getValue().equals("t19")
                && task.getState() == TaskState.TASK_KILLED && task.getStatusUpdateState() == TaskState.TASK_RUNNING);
        await().atMost(Duration.ofSeconds(8)).until(() -> bed.processes(bed.agent(1), "sleep 90019") <= 0);
    }

    @Statement(value = 20, words = "with resubscription before the timeout, tasks are untouched; without, the framework goes at the timeout")
    void aFrameworkThatComesBackInTimeKeepsItsTasks(Bed bed) throws InterruptedException {
        Operator operator = bed.operator();
        Framework framework = bed.framework(Frameworks.aware("s20").setFailoverTimeout(3));
        framework.run("t20", bed.agent(1));
        int mark = operator.events().mark();
        framework.close();
        SubscriptionStatements.awaitDisconnected(bed, framework.id());

        Framework back = bed.framework(framework.info(), true, ask -> ask);

        assertThat(back.id()).isEqualTo(framework.id());
        await().during(Duration.ofSeconds(4)).atMost(Bed.SOON).until(() -> operator.events().since(mark,
                event -> event.hasTaskUpdated() || event.hasFrameworkRemoved()).isEmpty());
        Instant closed = bed.now();
        back.close();
        assertThat(operator.events().await(mark, Bed.SOON, "FRAMEWORK_REMOVED", event -> event.hasFrameworkRemoved())
                .after(closed)).isBetween(Duration.ofMillis(2900), Duration.ofMillis(5000));
    }

    @Statement(value = 21, words = "after a master failover, SUBSCRIBE with the id of a removed framework succeeds")
    @Setup(wrecks = true)
    void aNewMasterHasForgottenWhomTheOldOneRemoved(Bed bed) {
        Framework framework = bed.framework(Frameworks.aware("s21-failover"));
        FrameworkInfo removed = framework.info();
        framework.teardown();
        framework.scheduler().awaitLastChunk(Bed.SOON);
        String leader = bed.leader();
        bed.daemons().supervise(leader, false);
        bed.daemons().signal(leader, Signal.KILL);

        assertThat(bed.framework(removed, true, ask -> ask).id()).isEqualTo(removed.getId());
    }
}
