package dev.mesoschaos.injectors.mesos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mesoschaos.injectors.mesos.QuotaPlan.Quota;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.TaskState;
import org.junit.jupiter.api.Test;

class QuotaChangeIT extends MesosCase {

    private static final Quota THEIRS = new Quota(Map.of("cpus", 0.5), Map.of("cpus", 2.0, "mem", 512.0));

    private final QuotaChange fault = new QuotaChange();

    private static void give(String role, Quota quota) {
        bed.operator.resources().updateQuota(List.of(quota.config(role)), true);
    }

    private QuotaPlan plan(String role) {
        return bed.plan(fault, "{role: " + role + ", limits: {cpus: 0.05, mem: 10}}", "m1");
    }

    @Test
    void aQuotaIsReplacedAndTheOneFromBeforeComesBack() {
        give("web", THEIRS);
        QuotaPlan plan = plan("web");
        assertThat(plan.before()).contains(THEIRS);

        assertThat(bed.inject(fault, plan, bed.cluster.context()).detail())
                .isEqualTo("role web has guarantees {}, limits {cpus=0.05, mem=10.0}");
        assertThat(fault.verifyHeld(plan, bed.cluster.context()).holds()).isTrue();
        assertThat(fault.verifyUndone(plan, bed.cluster.context()).holds()).isFalse();

        assertThat(bed.undo(fault, plan).detail())
                .isEqualTo("role web has guarantees {cpus=0.5}, limits {cpus=2.0, mem=512.0}");
        assertThat(fault.verifyEffect(plan, bed.cluster.context()).holds()).isFalse();
    }

    @Test
    void aRoleWithoutQuotaHasNoneAfterTheUndo() {
        QuotaPlan plan = plan("batch");

        bed.inject(fault, plan, bed.cluster.context());

        assertThat(bed.undo(fault, plan).detail()).isEqualTo("role batch has no quota");
    }

    @Test
    void aLimitBelowWhatRunsKeepsTheRoleFromStartingMore() {
        QuotaPlan plan = plan("small");
        bed.inject(fault, plan, bed.cluster.context());
        try (SleepyFramework framework = new SleepyFramework(bed, "wants 0.1 CPUs", "small")) {
            framework.awaitSubscribed();
            try (SleepyFramework other = new SleepyFramework(bed, "has no limit", "other")) {
                other.awaitState("sleeper-a1", TaskState.TASK_RUNNING);
                other.awaitState("sleeper-a2", TaskState.TASK_RUNNING);
            }
            assertThat(framework.states.values()).doesNotContain(TaskState.TASK_RUNNING);
        }
        bed.undo(fault, plan);
    }

    @Test
    void aQuotaThatSomebodyElseHasSetMeanwhileIsLeft() {
        QuotaPlan plan = plan("busy");
        bed.inject(fault, plan, bed.cluster.context());
        give("busy", THEIRS);

        assertThatThrownBy(() -> fault.undo(plan, bed.cluster.context()))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("which is not by this run: it is left so; it was no quota");
        assertThat(fault.verifyUndone(plan, bed.cluster.context()).holds()).isFalse();
        assertThat(fault.verifyHeld(plan, bed.cluster.context()).holds()).isFalse();
    }

    @Test
    void aQuotaThatWouldStayAsItIsIsNoFault() {
        give("set", new Quota(Map.of(), Map.of("cpus", 0.05, "mem", 10.0)));

        assertThatThrownBy(() -> plan("set"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nothing would change");
    }

    @Test
    void whatMesosRefusesIsSaidInItsWords() {
        QuotaPlan plan = new QuotaPlan("org/web", THEIRS, Optional.of(Quota.NONE));

        assertThatThrownBy(() -> fault.inject(plan, bed.cluster.context()))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("changing the quota of org/web: ")
                .hasMessageContaining("Updating quota on nested role 'org/web' is not supported yet");
    }

    @Test
    void undoingTwiceOrWithoutAnInjectionChangesNothing() {
        give("kept", THEIRS);
        bed.undoingChangesNothing(fault, plan("kept"));
    }
}
