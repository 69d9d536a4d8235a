package dev.mesoschaos.injectors.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import org.junit.jupiter.api.Test;

class ProcessPauseTest extends DaemonCase {

    private final ProcessPause fault = new ProcessPause();
    private final DaemonPlan plan = plan(fault, "{}");

    @Test
    void pausedDaemonsAreThereAndSilentUntilTheyGoOn() {
        fault.inject(plan, context);
        assertThat(fault.verifyEffect(plan, context).detail()).isEqualTo("there, but silent: a1, a2");
        assertThat(fault.verifyUndone(plan, context).holds()).isFalse();

        fault.undo(plan, newProcess());
        assertThat(fault.verifyUndone(plan, newProcess()).detail()).isEqualTo("run, and answer: a1, a2");
        assertThat(daemons.ends("a1")).isEmpty();
    }

    @Test
    void aDaemonThatDiedInsteadIsNoEffect() {
        fault.inject(plan, context);
        daemons.supervise("a1", false);
        daemons.end("a1", 1);

        assertThat(fault.verifyEffect(plan, context).holds()).isFalse();
    }

    @Test
    void aDaemonThatEndedMeanwhileDoesNotKeepTheOthersPaused() {
        fault.inject(plan, context);
        daemons.supervise("a1", false);
        daemons.end("a1", 1);

        fault.undo(plan, newProcess());

        assertThat(daemons.serves("a2")).isTrue();
        assertThat(fault.verifyUndone(plan, newProcess()).detail()).isEqualTo("running: [a2], answering: [a2]");
    }

    @Test
    void aDaemonThatCannotBeResumedIsToldAndTheOthersGoOn() {
        fault.inject(plan, context);
        daemons.deaf = "a1";

        assertThatThrownBy(() -> fault.undo(plan, context))
                .isInstanceOf(ClusterException.class)
                .hasMessage("the daemon of a1 cannot be sent CONT");
        assertThat(daemons.serves("a2")).isTrue();
    }

    @Test
    void undoingTwiceOrWithoutAnInjectionChangesNothing() {
        fault.undo(plan, context);
        fault.undo(plan, context);

        assertThat(fault.verifyUndone(plan, context).holds()).isTrue();
    }
}
