package dev.mesoschaos.conformance.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.conformance.bed.Bed;
import dev.mesoschaos.conformance.bed.Framework;
import dev.mesoschaos.conformance.bed.Frameworks;
import dev.mesoschaos.conformance.bed.Heard;
import dev.mesoschaos.conformance.bed.Tasks;
import dev.mesoschaos.conformance.bed.Wall;
import dev.mesoschaos.conformance.suite.Statement;
import dev.mesoschaos.conformance.suite.Statements;
import dev.mesoschaos.scenarios.cluster.Role;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/** An agent that hears the master, but no longer knows that it leads. */
@Statements
class ZooKeeperCutStatements {

    private static final Duration FORGETS_WITHIN = Duration.ofSeconds(12);
    private static final Duration BACK_WITHIN = Duration.ofSeconds(20);

    @Statement(value = 51, words = "a launch on an agent cut from ZooKeeper only stays STAGING, then DROPPED or LOST; a KILL waits")
    void launchesOnAnAgentWithoutAMasterWait(Bed bed) {
        String agent = bed.agent(1);
        Framework aware = running(bed, Frameworks.aware("s51"), agent);
        Framework unaware = running(bed, Frameworks.plain("s51-unaware"), agent);
        Wall wall = bed.cut(agent, Role.ZOOKEEPER);
        await().atMost(FORGETS_WITHIN).pollInterval(Duration.ofMillis(600)).until(() -> !bed.isRegistered(agent));

        launch(aware, agent);
        launch(unaware, agent);
        aware.kill("before");
        await().during(Duration.ofSeconds(2)).atMost(Bed.SOON).until(() -> states(bed).filter(
                state -> state == TaskState.TASK_STAGING).count() == 2 && aware.statuses(0, "late").isEmpty());
        assertThat(bed.registered(agent).orElseThrow().getActive()).isTrue();
        wall.close();

        for (Heard<TaskStatus> status : List.of(
                aware.status(0, "late", TaskState.TASK_DROPPED, BACK_WITHIN),
                unaware.status(0, "late", TaskState.TASK_LOST, BACK_WITHIN))) {
            assertThat(status.event().getSource()).isEqualTo(TaskStatus.Source.SOURCE_AGENT);
            assertThat(status.event().getReason()).isEqualTo(TaskStatus.Reason.REASON_RECONCILIATION);
            assertThat(status.event().hasUuid()).isTrue();
        }
        aware.status(0, "before", TaskState.TASK_KILLED, BACK_WITHIN);
    }

    private static Framework running(Bed bed, FrameworkInfo.Builder info, String agent) {
        Framework framework = bed.framework(info);
        framework.run("before", agent);
        return framework;
    }

    private static void launch(Framework framework, String agent) {
        framework.revive();
        Offer offer = framework.offer(agent);
        framework.launch(offer, 0, Tasks.shell("late", offer, Tasks.SLEEP));
        framework.quiet();
    }

    private static Stream<TaskState> states(Bed bed) {
        return bed.operators().tasks().getTasksList().stream().map(task -> task.getState());
    }
}
