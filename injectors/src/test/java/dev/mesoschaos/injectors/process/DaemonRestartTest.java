package dev.mesoschaos.injectors.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mesoschaos.injectors.FakeShell;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.DaemonControl.Signal;
import org.junit.jupiter.api.Test;

class DaemonRestartTest extends DaemonCase {

    private final DaemonRestart fault = new DaemonRestart();

    @Test
    void daemonsEndOnceAndAreStartedAgainByTheirSupervisor() {
        ProcessPlan plan = plan(fault, "{}");
        long before = supervisor.pid("a1");

        fault.inject(plan, context);

        assertThat(soon(() -> fault.verifyEffect(plan, context)).detail()).isEqualTo("ended: a1, a2");
        cluster.undo(fault, plan);
        soon(() -> fault.verifyUndone(plan, context));
        assertThat(supervisor.pid("a1")).isNotEqualTo(before);
    }

    @Test
    void aDaemonThatWasNotSentItsSignalIsNoEffect() {
        ProcessPlan plan = plan(fault, "{}");
        shell.breakAt(2, FakeShell.Breaking.BEFORE);

        assertThatThrownBy(() -> fault.inject(plan, context))
                .isInstanceOf(ClusterException.class)
                .hasMessage("a process of a2 cannot be commanded: broken");
    }

    @Test
    void aDaemonThatNobodyStartsAgainIsNotUndone() {
        ProcessPlan plan = plan(fault, "{}");
        supervisor.sleep(true);
        fault.inject(plan, context);
        soon(() -> fault.verifyEffect(plan, context));

        cluster.undo(fault, plan);

        assertThat(fault.verifyUndone(plan, context).detail()).isEqualTo("running: [], answering: []");
        supervisor.sleep(false);
        soon(() -> fault.verifyUndone(plan, newProcess()));
    }

    @Test
    void theSignalIsTheScenariosChoice() {
        assertThat(plan(fault, "{signal: kill}").signal()).isEqualTo(Signal.KILL);
    }
}
