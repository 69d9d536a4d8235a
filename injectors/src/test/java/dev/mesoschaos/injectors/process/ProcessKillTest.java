package dev.mesoschaos.injectors.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mesoschaos.injectors.Samples;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.DaemonControl.Signal;
import org.junit.jupiter.api.Test;

class ProcessKillTest extends DaemonCase {

    private final ProcessKill fault = new ProcessKill();
    private final DaemonPlan plan = plan(fault, "{}");

    @Test
    void daemonsDieStayDownAndServeAgainAfterTheUndo() {
        fault.inject(plan, context);
        assertThat(fault.verifyEffect(plan, context).holds()).isTrue();
        assertThat(fault.verifyUndone(plan, context).holds()).isFalse();

        fault.undo(plan, newProcess());
        assertThat(fault.verifyUndone(plan, newProcess()).holds()).isTrue();
        assertThat(fault.verifyEffect(plan, newProcess()).holds()).isFalse();
        assertThat(daemons.done).containsExactly(
                "a1 unsupervised", "a2 unsupervised", "a1 KILL", "a2 KILL",
                "a1 supervised", "a1 start", "a2 supervised", "a2 start");
    }

    @Test
    void theSignalIsTheScenariosChoice() {
        assertThat(plan(fault, "{signal: term}").signal()).isEqualTo(Signal.TERM);
        assertThat(Samples.planner(fault, "{signal: term}").describe(plan(fault, "{signal: term}")))
                .first().isEqualTo("a1: SIGTERM to the daemon, which stays down");
    }

    @Test
    void aDaemonThatRunsOnIsNoEffect() {
        daemons.supervise("a1", false);
        daemons.signal("a1", Signal.KILL);

        assertThat(fault.verifyEffect(plan, context).detail()).isEqualTo("still running: [a2], still answering: [a2]");
    }

    @Test
    void anInjectionThatBreaksHalfWayIsUndone() {
        daemons.deaf = "a2";
        assertThatThrownBy(() -> fault.inject(plan, context)).isInstanceOf(ClusterException.class);

        fault.undo(plan, newProcess());

        assertThat(fault.verifyUndone(plan, newProcess()).holds()).isTrue();
        daemons.end("a2", 1);
        assertThat(daemons.runs("a2")).as("supervised as before").isTrue();
    }

    @Test
    void undoingTwiceOrWithoutAnInjectionChangesNothing() {
        fault.undo(plan, context);
        fault.undo(plan, context);

        assertThat(fault.verifyUndone(plan, context).holds()).isTrue();
        assertThat(daemons.ends("a1")).isEmpty();
    }
}
