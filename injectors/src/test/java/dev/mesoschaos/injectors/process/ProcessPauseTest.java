package dev.mesoschaos.injectors.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.fault.Evidence;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProcessPauseTest extends DaemonCase {

    private final ProcessPause fault = new ProcessPause();

    @Test
    void pausedDaemonsAreThereAndSilentUntilTheyGoOn() {
        ProcessPlan plan = plan(fault, "{}");
        long before = supervisor.pid("a1");

        fault.inject(plan, context);

        assertThat(soon(() -> fault.verifyEffect(plan, context)).detail()).isEqualTo("there, but silent: a1, a2");
        assertThat(fault.verifyHeld(plan, context).holds()).isTrue();
        assertThat(fault.verifyUndone(plan, context).detail()).isEqualTo("notes of what is to be undone are still on a1, a2");

        cluster.undo(fault, plan);

        assertThat(soon(() -> fault.verifyUndone(plan, newProcess())).detail()).isEqualTo("run, and answer: a1, a2");
        assertThat(supervisor.pid("a1")).isEqualTo(before);
    }

    @Test
    void aDaemonThatSomebodyElseStoppedIsRefusedAndStaysStopped() {
        ProcessPlan theirs = plan(fault, "{}");
        fault.inject(theirs, cluster.context());
        soon(() -> fault.verifyEffect(theirs, cluster.context()));
        ProcessPlan plan = plan(fault, "{}");

        assertThatThrownBy(() -> fault.inject(plan, context))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("it was stopped before, by somebody else");
        cluster.undo(fault, plan);

        assertThat(supervisor.state("a1")).isEqualTo("T");
        cluster.undo(fault, theirs);
        soon(() -> fault.verifyUndone(theirs, context));
    }

    @Test
    void aDaemonThatDiedInsteadDoesNotKeepTheOtherPausedNorItsSuccessorNoted() {
        ProcessPlan plan = plan(fault, "{}");
        fault.inject(plan, context);
        soon(() -> fault.verifyEffect(plan, context));

        shell.run("a1", ProcessScripts.signal("KILL", plan.daemons().getFirst().find()).toArray(String[]::new));
        soon(() -> supervisor.serves("a1")
                ? Evidence.holds("") : Evidence.missing(""));
        assertThat(fault.verifyHeld(plan, context).holds()).isFalse();

        cluster.undo(fault, plan);

        soon(() -> fault.verifyUndone(plan, newProcess()));
        assertThat(looks(plan)).isEqualTo("a1 serves[]; a2 serves[]; ");
    }

    /** The note is of a process that is gone, and another one has its id now. */
    @Test
    void aProcessThatGotTheIdLaterIsLeftAlone() throws Exception {
        ProcessPlan theirs = plan(fault, "{}");
        fault.inject(theirs, cluster.context());
        soon(() -> fault.verifyEffect(theirs, cluster.context()));
        ProcessPlan plan = plan(fault, "{}");
        Files.writeString(Path.of(plan.notes("a1")), supervisor.pid("a1") + " 1 0 0\n");

        cluster.undo(fault, plan);

        assertThat(supervisor.state("a1")).isEqualTo("T");
        assertThat(Path.of(plan.notes("a1"))).doesNotExist();
        cluster.undo(fault, theirs);
    }
}
