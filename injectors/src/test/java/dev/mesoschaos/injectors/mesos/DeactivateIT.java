package dev.mesoschaos.injectors.mesos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import java.time.Duration;
import java.util.Optional;
import org.apache.mesos.v1.Protos.TaskState;
import org.junit.jupiter.api.Test;

class DeactivateIT extends MesosCase {

    private final Deactivate fault = new Deactivate();

    @Test
    void anAgentIsOfferedToNobodyWhileItsTasksGoOn() {
        try (SleepyFramework framework = new SleepyFramework(bed, "sleepy", "web")) {
            framework.awaitState("sleeper-a1", TaskState.TASK_RUNNING);
            AgentPlan plan = bed.plan(fault, "{}", "a1");

            assertThat(bed.inject(fault, plan, bed.cluster.context()).detail())
                    .isEqualTo("deactivated, and nothing of theirs is offered: a1");
            assertThat(fault.verifyHeld(plan, bed.cluster.context()).holds()).isTrue();
            assertThat(fault.verifyUndone(plan, bed.cluster.context()).detail()).isEqualTo("a1 is deactivated");
            assertThat(bed.agent("a2").getActive()).isTrue();

            assertThat(bed.undo(fault, plan).detail()).isEqualTo("active again: a1");
            assertThat(fault.verifyEffect(plan, bed.cluster.context()).holds()).isFalse();
            assertThat(framework.states).containsEntry("sleeper-a1", TaskState.TASK_RUNNING);
        }
    }

    @Test
    void anAgentThatSomebodyElseDeactivatedIsNoTarget() {
        AgentPlan ours = bed.plan(fault, "{}", "a1");
        bed.operator.agentControl().deactivate(bed.agent("a1").getAgentInfo().getId());

        assertThatThrownBy(() -> bed.plan(fault, "{}", "a1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the agent of a1 is deactivated already, and not by this run");

        bed.undo(fault, ours);
    }

    @Test
    void anAgentThatSomebodyElseDrainsIsLeftSo() {
        AgentPlan plan = bed.plan(fault, "{}", "a2");
        bed.operator.agentControl().drain(bed.agent("a2").getAgentInfo().getId(), Optional.of(Duration.ofSeconds(7)), false);

        assertThatThrownBy(() -> fault.undo(plan, bed.cluster.context()))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("and not by this run: it is left as it is");
        assertThat(bed.agent("a2").getDeactivated()).isTrue();

        Drain drain = new Drain();
        bed.undo(drain, new DrainPlan(plan, Duration.ofSeconds(7)));
    }

    @Test
    void undoingTwiceOrWithoutAnInjectionChangesNothing() {
        bed.undoingChangesNothing(fault, bed.plan(fault, "{}", "a1", "a2"));
    }

    @Test
    void onlyAgentsCanBeDeactivated() {
        assertThatThrownBy(() -> bed.plan(fault, "{}", "m1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("m1 is no agent: choose agents as the target");
    }
}
