package dev.mesoschaos.injectors.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mesoschaos.injectors.Samples;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.DaemonControl.Signal;
import dev.mesoschaos.scenarios.fault.Evidence;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessKillTest extends DaemonCase {

    private final ProcessKill fault = new ProcessKill();

    @Test
    void daemonsDieStayDownAndServeAgainAfterTheUndo() {
        ProcessPlan plan = plan(fault, "{}");

        fault.inject(plan, context);

        assertThat(soon(() -> fault.verifyEffect(plan, context)).detail()).isEqualTo("no process, no answer: a1, a2");
        assertThat(supervisor.holders("a1")).containsExactly(plan.mark());
        assertThat(fault.verifyHeld(plan, context).holds()).isTrue();
        assertThat(fault.verifyUndone(plan, context).holds()).isFalse();

        cluster.undo(fault, plan);

        assertThat(soon(() -> fault.verifyUndone(plan, newProcess())).detail()).isEqualTo("run, and answer: a1, a2");
        assertThat(fault.verifyEffect(plan, newProcess()).holds()).isFalse();
    }

    @Test
    void theSignalIsTheScenariosChoice() {
        ProcessPlan plan = plan(fault, "{signal: term}");

        assertThat(plan.signal()).isEqualTo(Signal.TERM);
        assertThat(Samples.planner(fault, "{signal: term}").describe(plan))
                .first().isEqualTo("a1: SIGTERM to the daemon, which stays down");
    }

    @Test
    void aDaemonThatRunsOnIsNoEffectAndOneThatCameBackDoesNotLast() {
        ProcessPlan plan = plan(fault, "{}");
        fault.inject(plan, context);
        soon(() -> fault.verifyEffect(plan, context));

        shell.run("a2", plan.daemons().getLast().release().toArray(String[]::new));

        soon(() -> new Processes(plan, context).running().equals(List.of("a2"))
                ? Evidence.holds("") : Evidence.missing(""));
        assertThat(fault.verifyHeld(plan, context).detail()).isEqualTo("still running: [a2], still answering: [a2]");
    }

    @Test
    void whatAnotherInjectionHoldsStaysDown() {
        ProcessPlan ours = plan(fault, "{}");
        ProcessPlan theirs = plan(fault, "{}");
        shell.run("a1", theirs.daemons().getFirst().hold().toArray(String[]::new));
        fault.inject(ours, context);
        soon(() -> fault.verifyEffect(ours, context));

        cluster.undo(fault, ours);

        assertThat(supervisor.holders("a1")).containsExactly(theirs.mark());
        assertThat(fault.verifyUndone(ours, context).holds()).isFalse();
        cluster.undo(fault, theirs);
        soon(() -> fault.verifyUndone(ours, context));
    }

    @Test
    void aDaemonThatDoesNotRunIsNotTakenForKilled() {
        ProcessPlan plan = plan(fault, "{}");
        supervisor.sleep(true);
        shell.run("a1", ProcessScripts.signal("KILL", plan.daemons().getFirst().find()).toArray(String[]::new));
        soon(() -> supervisor.runs("a1")
                ? Evidence.missing("") : Evidence.holds(""));

        assertThatThrownBy(() -> fault.inject(plan, context))
                .isInstanceOf(ClusterException.class)
                .hasMessage("a process of a1 cannot be commanded: it does not run");
    }
}
