package dev.mesoschaos.workloads.framework;

import static org.apache.mesos.v1.Protos.TaskState.TASK_DROPPED;
import static org.apache.mesos.v1.Protos.TaskState.TASK_FAILED;
import static org.apache.mesos.v1.Protos.TaskState.TASK_GONE;
import static org.apache.mesos.v1.Protos.TaskState.TASK_KILLED;
import static org.apache.mesos.v1.Protos.TaskState.TASK_LOST;
import static org.apache.mesos.v1.Protos.TaskState.TASK_RUNNING;
import static org.apache.mesos.v1.Protos.TaskState.TASK_STARTING;
import static org.apache.mesos.v1.Protos.TaskState.TASK_UNKNOWN;
import static org.apache.mesos.v1.Protos.TaskState.TASK_UNREACHABLE;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.mesoschaos.scenarios.journal.Event;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.TaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FrameworkTest {

    private static final ByteString UUID = ByteString.copyFromUtf8("0123456789abcdef");

    @ParameterizedTest
    @EnumSource(names = {
        "TASK_LOST", "TASK_UNREACHABLE", "TASK_FAILED", "TASK_FINISHED", "TASK_KILLED", "TASK_ERROR", "TASK_DROPPED",
        "TASK_GONE", "TASK_GONE_BY_OPERATOR", "TASK_UNKNOWN"
    })
    void aTaskThatIsLostInWhateverWayIsReplaced(TaskState loss) {
        World world = World.running(World.web(3));

        world.update("web.1-1", loss);
        world.offerAll();

        assertThat(world.launches()).extracting(Launch::task).containsExactly("web.1-2");
        assertThat(world.framework.missing()).isEqualTo(1);
        assertThat(lastLaunch(world).replaces()).contains("web.1-1");
    }

    @Test
    void aReplacementThatIsDroppedIsLaunchedAgainForTheSameLoss() {
        World world = World.running(World.web(3));
        world.update("web.1-1", TASK_UNREACHABLE);
        world.offerAll();
        world.update("web.1-2", TASK_DROPPED);
        world.offerAll();

        assertThat(world.launches()).extracting(Launch::task).containsExactly("web.1-2", "web.1-3");
        assertThat(lastLaunch(world).replaces()).contains("web.1-1");
    }

    @Test
    void aDeletedAppIsKilledAndNobodyIsPutInItsPlace() {
        World world = World.running(World.web(2), World.batch(1));

        world.delete("web");
        world.offerAll();

        assertThat(world.killed()).containsExactlyInAnyOrder("web.0-1", "web.1-1");
        assertThat(world.framework.unended()).containsOnlyKeys("web", "batch");
        world.update("web.0-1", TASK_KILLED);
        world.update("web.1-1", TASK_KILLED);
        world.offerAll();
        assertThat(world.launches()).isEmpty();
        assertThat(world.framework.unended()).containsOnlyKeys("batch");
        assertThat(world.framework.deployed()).containsExactly(World.batch(1));
        assertThat(world.framework.missing()).isZero();
    }

    @Test
    void aTaskOfADeletedAppThatComesBackIsKilled() {
        World world = World.running(World.web(1));
        world.update("web.0-1", TASK_UNREACHABLE);

        world.delete("web");
        world.calls.clear();
        world.update("web.0-1", TASK_RUNNING);

        assertThat(world.killed()).containsExactly("web.0-1");
    }

    @Test
    void anAppThatIsDeployedAgainRunsInTasksOfNewNames() {
        World world = World.running(World.web(1));
        world.delete("web");
        world.update("web.0-1", TASK_KILLED);

        world.deploy(World.web(1));
        world.deploy(World.web(3));
        world.offerAll();

        assertThat(world.launches()).extracting(Launch::task).containsExactly("web.0-2");
        assertThat(world.framework.deployed()).containsExactly(World.web(1));
    }

    @Test
    void theFirstLaunchReplacesNothing() {
        World world = World.running(World.web(1));

        assertThat(lastLaunch(world).replaces()).isEmpty();
    }

    @Test
    void anUnreachableTaskThatReturnsAfterItsReplacementRunsIsKilled() {
        World world = World.running(World.batch(3));
        world.update("batch.0-1", TASK_UNREACHABLE);
        world.offerAll();
        world.update("batch.0-2", TASK_RUNNING);
        world.update("batch.0-1", TASK_RUNNING, "REASON_AGENT_REREGISTERED", ByteString.EMPTY);

        assertThat(world.killed()).containsExactly("batch.0-1");
        assertThat(world.hostsOf("batch")).containsKey("batch.0-2").doesNotContainKey("batch.0-1");
    }

    @Test
    void theFleetIsSettledOnlyWhenALostAgentIsBackAndItsDuplicateHasEnded() {
        World world = World.running(World.batch(3));
        assertThat(world.framework.unsettled()).isEmpty();
        world.update("batch.0-1", TASK_UNREACHABLE);
        assertThat(world.framework.unsettled())
                .hasSize(2)
                .anySatisfy(wrong -> assertThat(wrong).isEqualTo("1 instance(s) not running"))
                .anySatisfy(wrong -> assertThat(wrong).contains("is lost to the master"));

        world.offerAll();
        world.update("batch.0-2", TASK_RUNNING);
        world.update("batch.0-1", TASK_RUNNING, "REASON_AGENT_REREGISTERED", ByteString.EMPTY);
        assertThat(world.framework.unsettled()).singleElement().asString().contains("1 instance(s) one too many");

        world.update("batch.0-1", TASK_KILLED);
        assertThat(world.framework.unsettled()).isEmpty();
    }

    @Test
    void anUnreachableTaskThatReturnsWhileItsReplacementStartsIsKilled() {
        World world = World.running(World.batch(3));
        world.update("batch.0-1", TASK_UNREACHABLE);
        world.offerAll();
        world.update("batch.0-2", TASK_STARTING);
        world.update("batch.0-1", TASK_RUNNING);

        assertThat(world.killed()).containsExactly("batch.0-1");
    }

    @Test
    void anUnreachableTaskThatReturnsBeforeItIsReplacedCountsAgain() {
        World world = World.running(World.web(3));
        world.framework.gap("cut", world.now());
        world.subscribe("m1");
        world.update("web.0-1", TASK_UNREACHABLE);
        assertThat(world.framework.missing()).isEqualTo(1);
        world.update("web.0-1", TASK_RUNNING);
        world.offerAll();

        assertThat(world.framework.missing()).isZero();
        assertThat(world.launches()).isEmpty();
        assertThat(world.killed()).isEmpty();
    }

    @Test
    void aReturnedTaskStaysInsteadOfItsReplacementWhenThatEvensTheRacksOut() {
        World world = World.running(World.web(9));
        List<String> cutOff = world.tasksOn("a1", "a2");
        world.framework.agentLost("S1", world.now());
        world.framework.agentLost("S2", world.now());
        cutOff.forEach(task -> world.update(task, TASK_UNREACHABLE));
        world.after(Duration.ofSeconds(1));
        world.offer("a3", "a4", "a5", "a6");
        world.runAll();
        assertThat(world.perRack("web")).containsOnlyKeys("r2", "r3");

        cutOff.forEach(task -> world.update(task, TASK_RUNNING, "REASON_AGENT_REREGISTERED", ByteString.EMPTY));

        assertThat(world.perRack("web")).isEqualTo(Map.of("r1", 3L, "r2", 3L, "r3", 3L));
        assertThat(world.killed()).hasSize(3).doesNotContainAnyElementsOf(cutOff);
    }

    @Test
    void theEndOfATaskThatWasReplacedIsOnlyWrittenDown() {
        World world = World.running(World.batch(1));
        world.update("batch.0-1", TASK_UNREACHABLE);
        world.offerAll();
        world.update("batch.0-2", TASK_RUNNING);
        world.update("batch.0-1", TASK_RUNNING);
        world.update("batch.0-1", TASK_KILLED);
        world.offerAll();

        assertThat(world.states("batch.0-1"))
                .containsExactly("TASK_RUNNING", "TASK_UNREACHABLE", "TASK_RUNNING", "TASK_KILLED");
        assertThat(world.launches()).extracting(Launch::task).containsExactly("batch.0-2");
        assertThat(world.framework.missing()).isZero();
    }

    @Test
    void aKillThatIsNotHeardIsSaidAgain() {
        World world = World.running(World.batch(1));
        world.update("batch.0-1", TASK_LOST);
        world.offerAll();
        world.update("batch.0-1", TASK_RUNNING);
        world.after(Duration.ofSeconds(6));
        assertThat(world.killed()).containsExactly("batch.0-1", "batch.0-1");

        world.update("batch.0-1", TASK_KILLED);
        world.after(Duration.ofSeconds(6));
        assertThat(world.killed()).hasSize(2);
    }

    @Test
    void aLaunchThatTakesLongerThanTwentySecondsIsKilledAndReplaced() {
        World world = World.running(World.batch(1));
        world.update("batch.0-1", TASK_FAILED);
        world.offerAll();
        world.update("batch.0-2", TASK_STARTING);
        world.after(Duration.ofSeconds(21));
        world.offerAll();

        assertThat(world.killed()).contains("batch.0-2");
        assertThat(world.launches()).extracting(Launch::task).containsExactly("batch.0-2", "batch.0-3");
    }

    @Test
    void aTaskThatKeepsFailingIsLaunchedLessAndLessOften() {
        World world = World.running(World.batch(1));
        world.update("batch.0-1", TASK_FAILED);
        world.offerAll();
        assertThat(world.launches()).hasSize(1);
        world.update("batch.0-2", TASK_FAILED);
        world.offerAll();
        assertThat(world.launches()).hasSize(1);
        world.after(Duration.ofMillis(1100));
        assertThat(world.launches()).hasSize(2);
        world.update("batch.0-3", TASK_FAILED);
        world.offerAll();
        world.after(Duration.ofMillis(1900));
        assertThat(world.launches()).hasSize(2);
    }

    @Test
    void everyUpdateWithAUuidIsAcknowledgedEachTimeAndWrittenOnce() {
        World world = World.running(World.web(1));
        world.update("web.0-1", TASK_FAILED, "", UUID);
        world.update("web.0-1", TASK_FAILED, "", UUID);

        assertThat(world.said(Call.Acknowledge.class)).hasSize(2).allMatch(ack -> ack.uuid().equals(UUID));
        assertThat(world.states("web.0-1")).containsExactly("TASK_RUNNING", "TASK_FAILED");
    }

    @Test
    void updatesTheMasterMadeAreNotAcknowledged() {
        World world = World.running(World.web(1));
        world.update("web.0-1", TASK_UNREACHABLE);

        assertThat(world.said(Call.Acknowledge.class)).isEmpty();
    }

    @Test
    void aLateStartingDoesNotUndoRunning() {
        World world = World.running(World.web(1));
        world.update("web.0-1", TASK_STARTING, "REASON_RECONCILIATION", ByteString.EMPTY);

        assertThat(world.framework.missing()).isZero();
    }

    @Test
    void everySubscriptionAsksForEveryTaskOnItsAgent() {
        World world = World.running(World.web(3));
        world.framework.gap("cut", world.now());
        world.subscribe("m2");

        assertThat(world.said(Call.Reconcile.class)).hasSize(1).first().satisfies(reconcile ->
                assertThat(reconcile.agentsByTask()).hasSize(3).containsValue("S1").containsKey("web.2-1"));
        assertThat(world.written(Event.LeaderSeen.class)).extracting(Event.LeaderSeen::host)
                .containsExactly("m1", "", "m2");
    }

    @Test
    void theSameLeaderIsToldAgainWhenItsStreamWasLost() {
        World world = World.running(World.web(1));
        world.framework.gap("cut", world.now());
        world.framework.gap("still cut", world.now());
        world.subscribe("m1");

        assertThat(world.written(Event.LeaderSeen.class)).extracting(Event.LeaderSeen::host)
                .containsExactly("m1", "", "m1");
    }

    @Test
    void tasksAreAskedForEveryFifteenSecondsAndSilenceIsNotALoss() {
        World world = World.running(World.web(3));
        world.after(Duration.ofSeconds(46));

        assertThat(world.said(Call.Reconcile.class)).hasSize(3);
        assertThat(world.framework.missing()).isZero();
        assertThat(world.launches()).isEmpty();
    }

    @Test
    void aTaskThatReconciliationDoesNotKnowIsReplaced() {
        World world = World.running(World.web(3));
        world.update("web.0-1", TASK_UNKNOWN, "REASON_RECONCILIATION", ByteString.EMPTY);
        world.update("web.1-1", TASK_GONE, "REASON_RECONCILIATION", ByteString.EMPTY);
        world.offerAll();

        assertThat(world.launches()).extracting(Launch::task).containsExactly("web.0-2", "web.1-2");
    }

    @Test
    void anAnswerThatSaysNothingNewIsNotWritten() {
        World world = World.running(World.web(1));
        world.update("web.0-1", TASK_RUNNING, "REASON_RECONCILIATION", ByteString.EMPTY);

        assertThat(world.states("web.0-1")).containsExactly("TASK_RUNNING");
    }

    @Test
    void aLivingTaskThatNobodyKnowsIsKilled() {
        World world = World.running(World.web(1));
        world.update("stranger", TASK_RUNNING, "REASON_RECONCILIATION", ByteString.EMPTY);

        assertThat(world.killed()).containsExactly("stranger");
    }

    @Test
    void aLaunchThatNeverReachedTheMasterIsMadeAgain() {
        World world = World.running(World.web(1));
        world.update("web.0-1", TASK_LOST);
        world.offerAll();
        world.framework.notLaunched(world.launches(), "not subscribed", world.now());
        world.offerAll();

        assertThat(world.launches()).extracting(Launch::task).containsExactly("web.0-2", "web.0-3");
    }

    @Test
    void aSlowLaunchIsAskedForSoon() {
        World world = World.running(World.web(1));
        world.update("web.0-1", TASK_LOST);
        world.offerAll();
        world.after(Duration.ofSeconds(4));

        assertThat(world.said(Call.Reconcile.class)).hasSize(1);
    }

    @Test
    void offersOfALostStreamAreNotUsed() {
        World world = World.running(World.web(1));
        world.framework.gap("cut", world.now());
        world.subscribe("m1");
        world.update("web.0-1", TASK_LOST);

        assertThat(world.launches()).isEmpty();
        assertThat(world.said(Call.Revive.class)).hasSize(1);
    }

    @Test
    void offersAreAskedForOnlyWhenSomethingFindsNone() {
        World world = World.running(World.web(3));
        world.after(Duration.ofSeconds(10));
        assertThat(world.said(Call.Revive.class)).isEmpty();
    }

    @Test
    void theMastersOpinionOfAnAgentIsWrittenWhenItChanges() {
        World world = World.running(World.web(6));
        world.journal.clear();
        world.tasksOn("a1").forEach(task -> world.update(task, TASK_UNREACHABLE));
        world.framework.agentLost("S1", world.now());
        world.offer("a1");

        assertThat(world.written(Event.AgentSeen.class)).extracting(seen -> seen.host() + " " + seen.state())
                .containsExactly("a1 unreachable", "a1 active");
    }

    @Test
    void closingKillsEveryTaskAndLaunchesNoMore() {
        World world = World.running(World.web(3));
        world.framework.close(world.now());
        assertThat(world.framework.isStopped()).isFalse();
        world.killed().forEach(task -> world.update(task, TASK_KILLED));
        world.offerAll();
        world.after(Duration.ofSeconds(1));

        assertThat(world.killed()).containsExactlyInAnyOrder("web.0-1", "web.1-1", "web.2-1");
        assertThat(world.launches()).isEmpty();
        assertThat(world.framework.isStopped()).isTrue();
    }

    @Test
    void aFreshStartWaitsForTheOtherRacksRatherThanFillingOne() {
        World world = new World(World.web(3));
        world.after(Duration.ofSeconds(10));
        world.subscribe("m1");
        world.offer("a1");
        world.after(Duration.ofSeconds(2));
        world.offer("a3", "a5");
        world.runAll();

        assertThat(world.perRack("web")).isEqualTo(Map.of("r1", 1L, "r2", 1L, "r3", 1L));
    }

    @Test
    void afterALossARackThatOffersNothingIsWaitedForHalfASecond() {
        World world = World.running(World.web(3));
        world.framework.gap("cut", world.now());
        world.subscribe("m1");
        world.tasksOn("a1", "a2").forEach(task -> world.update(task, TASK_LOST));
        world.offer("a3");
        world.after(Duration.ofMillis(300));
        assertThat(world.launches()).isEmpty();
        world.after(Duration.ofMillis(300));
        assertThat(world.launches()).hasSize(1);
    }

    @Test
    void aRackThatNeverOfferedAnythingIsNotWaitedForLong() {
        World world = new World(World.web(3));
        world.subscribe("m1");
        world.offer("a1");
        world.after(Duration.ofSeconds(6));
        world.offer("a2");
        world.runAll();

        assertThat(world.perRack("web")).isEqualTo(Map.of("r1", 3L));
    }

    private static Event.TaskLaunch lastLaunch(World world) {
        return Optional.of(world.written(Event.TaskLaunch.class)).map(List::getLast).orElseThrow();
    }
}
