package dev.mesoschaos.injectors.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.DaemonControl.Signal;
import org.junit.jupiter.api.Test;

class DaemonRestartTest extends DaemonCase {

    private final DaemonRestart fault = new DaemonRestart();
    private final DaemonPlan plan = plan(fault, "{}");

    @Test
    void daemonsEndOnceAndAreStartedAgainByTheirSupervisor() {
        daemons.end("a1", 1);

        fault.inject(plan, context);

        assertThat(fault.verifyEffect(plan, context).detail()).isEqualTo("ended: a1, a2");
        assertThat(daemons.ends("a1")).hasSize(2);
        assertThat(daemons.ends("a2")).singleElement().satisfies(end -> assertThat(end.status()).isEqualTo(143));
        fault.undo(plan, context);
        assertThat(fault.verifyUndone(plan, context).holds()).isTrue();
    }

    @Test
    void anEndFromBeforeTheInjectionIsNoEffect() {
        daemons.end("a1", 1);
        daemons.deaf = "a1";

        assertThatThrownBy(() -> fault.inject(plan, context)).isInstanceOf(ClusterException.class);

        assertThat(fault.verifyEffect(plan, context).detail()).isEqualTo("still the same process: [a1, a2]");
    }

    @Test
    void whatNobodySupervisesIsStartedByTheUndo() {
        daemons.supervise("a1", false);
        fault.inject(plan, context);
        assertThat(fault.verifyUndone(plan, context).holds()).isFalse();

        fault.undo(plan, newProcess());

        assertThat(fault.verifyUndone(plan, newProcess()).holds()).isTrue();
    }

    @Test
    void theSignalIsTheScenariosChoice() {
        assertThat(plan(fault, "{signal: kill}").signal()).isEqualTo(Signal.KILL);
    }
}
