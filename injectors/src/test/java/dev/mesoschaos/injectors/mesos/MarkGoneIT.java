package dev.mesoschaos.injectors.mesos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.injectors.Breaks;
import dev.mesoschaos.injectors.Broken;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.DaemonControl;
import java.time.Duration;
import org.apache.mesos.v1.Protos.TaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "1|OF_THE_ORDER|[]", "1|OF_THE_ANSWER|[a1]", "2|OF_THE_ORDER|[a1]", "2|OF_THE_ANSWER|[a1, a2]"})
    void anAgentOfWhichNobodyKnowsWhetherItHeardIsBroughtBackAllTheSame(int k, Gate.Loss loss, String others) {
        AgentPlan plan = bed.plan(fault, "{}", "a1", "a2");
        bed.gate.lose(k, loss);
        assertThatThrownBy(() -> fault.inject(plan, bed.cluster.context()))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("marking the agent of a" + k + " gone");
        assertThat(bed.gate.orders()).isEqualTo(k);
        bed.gate.lose(0, loss);

        assertThat(bed.undo(fault, plan).detail()).isEqualTo("active: a1, a2; as other agents than before: " + others);
        Broken.at(fault.id(), k, plan.hosts().size());
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
