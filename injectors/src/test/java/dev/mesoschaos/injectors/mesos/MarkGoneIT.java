package dev.mesoschaos.injectors.mesos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.injectors.Breaks;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.DaemonControl;
import java.time.Duration;
import org.apache.mesos.v1.Protos.TaskState;
import org.junit.jupiter.api.Test;

@Breaks("mark-gone")
class MarkGoneIT extends MesosCase {

    private final MarkGone fault = new MarkGone();

    @Test
    void anAgentEndsWithItsTasksAndItsHostComesBackAsAnotherAgent() {
        String before = AgentsOf.id(bed.agent("a1"));
        try (SleepyFramework framework = new SleepyFramework(bed, "sleepy", "web")) {
            framework.awaitState("sleeper-a1", TaskState.TASK_RUNNING);
            AgentPlan plan = bed.plan(fault, "{}", "a1");

            assertThat(bed.inject(fault, plan, bed.cluster.context()).detail())
                    .isEqualTo("gone in the registry, ended, without a task: a1");
            framework.awaitState("sleeper-a1", TaskState.TASK_GONE_BY_OPERATOR);
            assertThat(fault.verifyHeld(plan, bed.cluster.context()).holds()).isTrue();
            assertThat(fault.verifyUndone(plan, bed.cluster.context()).detail()).isEqualTo("no agent is active on a1");

            assertThat(bed.undo(fault, plan).detail()).isEqualTo("active: a1; as other agents than before: [a1]");
            assertThat(AgentsOf.id(bed.agent("a1"))).isNotEqualTo(before);
            bed.undoingChangesNothing(fault, plan);
        }
    }

    @Test
    void anAgentOfWhichNobodyKnowsWhetherItHeardIsBroughtBackAllTheSame() {
        AgentPlan plan = bed.plan(fault, "{}", "a1", "a2");
        bed.gate.lose(1, Gate.Loss.OF_THE_ANSWER);
        assertThatThrownBy(() -> fault.inject(plan, bed.cluster.context()))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("marking the agent of a1 gone");

        assertThat(bed.undo(fault, plan).detail()).isEqualTo("active: a1, a2; as other agents than before: [a1]");
    }

    /** It may come back with all that is on its disk. */
    @Test
    void theDiskOfAnAgentThatIsOnlyAwayIsKept() {
        AgentPlan plan = bed.plan(fault, "{}", "a2");
        bed.agents.supervise("a2", false);
        bed.agents.signal("a2", DaemonControl.Signal.KILL);
        await().atMost(Duration.ofSeconds(30)).until(() -> bed.operator.agents().getAgentsCount() == 1);

        assertThat(bed.undo(fault, plan).detail()).isEqualTo("active: a2; as other agents than before: []");
        assertThat(bed.agents.disk("a2")).isDirectory();
    }

    @Test
    void itIsRefusedWhereAClusterMatters() {
        assertThat(fault.irreversible()).isPresent();
    }
}
