package dev.mesoschaos.injectors.mesos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.DaemonControl;
import java.time.Duration;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.TaskState;
import org.junit.jupiter.api.Test;

class DrainIT extends MesosCase {

    private final Drain fault = new Drain();

    @Test
    void aDrainedAgentHasNoTaskAndIsOfferedToNobodyUntilTheUndo() {
        try (SleepyFramework framework = new SleepyFramework(bed, "sleepy", "web")) {
            framework.awaitState("sleeper-a1", TaskState.TASK_RUNNING);
            framework.awaitState("sleeper-a2", TaskState.TASK_RUNNING);
            DrainPlan plan = bed.plan(fault, "{max-grace-period: 2s}", "a1");

            assertThat(bed.inject(fault, plan, bed.cluster.context()).detail())
                    .isEqualTo("DRAINED, without a task and offered to nobody: a1");
            framework.awaitState("sleeper-a1", TaskState.TASK_KILLED);
            assertThat(framework.states).containsEntry("sleeper-a2", TaskState.TASK_RUNNING);
            assertThat(fault.verifyHeld(plan, bed.cluster.context()).holds()).isTrue();
            assertThat(fault.verifyUndone(plan, bed.cluster.context()).detail()).isEqualTo("a1 is DRAINED");

            assertThat(bed.undo(fault, plan).detail()).isEqualTo("active again: a1");
            assertThat(fault.verifyEffect(plan, bed.cluster.context()).holds()).isFalse();
        }
    }

    /** A framework that leaves its updates unacknowledged keeps its agent draining, and that cannot be called off. */
    @Test
    void anUndoInTheMiddleOfADrainWaitsForItsEnd() {
        try (SleepyFramework framework = new SleepyFramework(bed, "slow to hear", "web")) {
            framework.awaitState("sleeper-a2", TaskState.TASK_RUNNING);
            DrainPlan plan = bed.plan(fault, "{max-grace-period: 1s}", "a2");
            fault.inject(plan, bed.cluster.context());

            assertThat(bed.undo(fault, plan).holds()).isTrue();
            framework.awaitState("sleeper-a2", TaskState.TASK_KILLED);
        }
    }

    @Test
    void anAgentThatSomebodyElseDrainsIsNeitherTargetNorUndone() {
        DrainPlan ours = bed.plan(fault, "{}", "a1");
        AgentID id = bed.agent("a1").getAgentInfo().getId();
        bed.operator.agentControl().drain(id, Optional.of(Duration.ofSeconds(9)), false);
        await().atMost(Duration.ofSeconds(30)).until(() -> AgentPlan.state(bed.agent("a1")).equals("DRAINED"));

        assertThatThrownBy(() -> bed.plan(fault, "{}", "a1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the agent of a1 is DRAINED already, and not by this run");
        assertThat(fault.verifyEffect(ours, bed.cluster.context()).holds()).isFalse();
        assertThatThrownBy(() -> fault.undo(ours, bed.cluster.context()))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("it is left as it is");
        assertThat(AgentPlan.state(bed.agent("a1"))).isEqualTo("DRAINED");

        bed.operator.agentControl().reactivate(id);
    }

    @Test
    void aDrainedAgentThatIsAwayIsReactivatedAllTheSame() {
        DrainPlan plan = bed.plan(fault, "{}", "a1");
        bed.inject(fault, plan, bed.cluster.context());
        bed.agents.supervise("a1", false);
        bed.agents.signal("a1", DaemonControl.Signal.KILL);
        await().atMost(Duration.ofSeconds(30)).until(() -> bed.operator.agents().getAgentsCount() == 1);

        fault.undo(plan, bed.cluster.context());
        assertThat(fault.verifyUndone(plan, bed.cluster.context()).detail()).isEqualTo("a1 is not registered");
        bed.agents.supervise("a1", true);
        bed.agents.start("a1");

        assertThat(bed.undo(fault, plan).detail()).isEqualTo("active again: a1");
    }

    @Test
    void undoingTwiceOrWithoutAnInjectionChangesNothing() {
        bed.undoingChangesNothing(fault, bed.plan(fault, "{}", "a1", "a2"));
    }
}
