package dev.mesoschaos.injectors.process;

import static dev.mesoschaos.injectors.process.DaemonCase.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.injectors.PlayedExecutors;
import dev.mesoschaos.injectors.Samples;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.TaskExecutors;
import dev.mesoschaos.scenarios.fault.Visibility;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExecutorFaultsTest extends ExecutorCase {

    private final ProcessKill kill = new ProcessKill();
    private final ProcessPause pause = new ProcessPause();

    private List<ProcessHandle> tasksOf(String executor) {
        await("the task of " + executor).until(() -> ProcessHandle.of(supervisor.pid(executor)).orElseThrow()
                .children().anyMatch(child -> child.info().commandLine().orElse("").endsWith(PlayedExecutors.TASK)));
        return ProcessHandle.of(supervisor.pid(executor)).orElseThrow().children().toList();
    }

    @Test
    void executorsDieAloneAndWhatTheyLeftRunningEndsWithTheUndo() {
        List<ProcessHandle> orphans = tasksOf("web.1");
        List<ProcessHandle> others = tasksOf("api.1");
        ProcessPlan plan = plan(kill);

        kill.inject(plan, context);

        assertThat(soon(() -> kill.verifyEffect(plan, context)).detail())
                .isEqualTo("no process, and the master has the task as ended: web.1 on a1, web.2 on a2");
        assertThat(supervisor.runs("api.1")).isTrue();
        assertThat(orphans).as("not the fault's to end").allMatch(ProcessHandle::isAlive);
        assertThat(kill.verifyUndone(plan, context).holds()).isFalse();

        cluster.undo(kill, plan);

        await("no orphan").until(() -> orphans.stream().noneMatch(ProcessHandle::isAlive));
        assertThat(kill.verifyUndone(plan, cluster.context()).holds()).isTrue();
        assertThat(others).allMatch(ProcessHandle::isAlive);
    }

    @Test
    void anExecutorThatTheMasterStillBelievesInIsNoEffect() {
        ProcessPlan plan = plan(kill);
        kill.inject(plan, context);
        soon(() -> kill.verifyEffect(plan, context));
        TaskExecutors before = cluster.power(TaskExecutors.class).orElseThrow();

        cluster.powers.put(TaskExecutors.class, new Believing(before, Optional.of("TASK_RUNNING")));
        assertThat(kill.verifyEffect(plan, context).detail()).contains("alive to the master: [web.1 on a1, web.2 on a2]");
        cluster.powers.put(TaskExecutors.class, new Believing(before, Optional.empty()));
        assertThat(kill.verifyEffect(plan, context).holds()).as("a task that the master does not know").isFalse();
        cluster.undo(kill, plan);
    }

    private record Believing(TaskExecutors real, Optional<String> state) implements TaskExecutors {
        @Override
        public List<Running> on(String host) {
            return real.on(host);
        }

        @Override
        public Optional<String> state(String task) {
            return state;
        }
    }

    @Test
    void anExecutorThatIsNotThereIsNamed() {
        cluster.undo(kill, plan(kill));
        ProcessPlan first = plan(kill);
        kill.inject(first, context);
        soon(() -> kill.verifyEffect(first, context));

        assertThatThrownBy(() -> kill.inject(plan(kill), cluster.context()))
                .isInstanceOf(ClusterException.class)
                .hasMessage("the agent of a1 runs no executor of web.1");
        cluster.undo(kill, first);
    }

    @Test
    void theTaskOfAnExecutorThatLivesIsNotEndedByTheUndo() {
        List<ProcessHandle> tasks = tasksOf("web.1");
        List<ProcessHandle> orphans = tasksOf("web.2");
        ProcessPlan plan = plan(kill);
        behead(plan.notes("a1"), "CONT", supervisor.pid("web.1"));
        behead(plan.notes("a1"), "KILL", supervisor.pid("web.2"));

        cluster.undo(kill, plan);

        await("what is noted last").until(() -> orphans.stream().noneMatch(ProcessHandle::isAlive));
        assertThat(tasks).allMatch(ProcessHandle::isAlive);
        assertThat(supervisor.runs("web.1")).isTrue();
        assertThat(kill.verifyUndone(plan, context).holds()).isTrue();
    }

    private void behead(String notes, String signal, long pid) {
        assertThat(shell.run("a1", ProcessScripts.behead(notes, signal, pid).toArray(String[]::new)).ok()).isTrue();
    }

    @Test
    void pausedExecutorsGoOnWithTheUndoAndTheirTasksNeverStop() {
        List<ProcessHandle> tasks = tasksOf("web.1");
        ProcessPlan plan = plan(pause);

        pause.inject(plan, context);

        assertThat(soon(() -> pause.verifyEffect(plan, context)).detail())
                .isEqualTo("there, but stopped: web.1 on a1, web.2 on a2");
        assertThat(supervisor.state("api.1")).isEqualTo("S");
        assertThat(tasks).allMatch(ProcessHandle::isAlive);

        cluster.undo(pause, plan);

        await("all go on").until(() -> supervisor.serves("web.1") && supervisor.serves("web.2"));
        assertThat(pause.verifyUndone(plan, cluster.context()).holds()).isTrue();
        assertThat(pause.verifyEffect(plan, context).holds()).isFalse();
    }

    @Test
    void mastersSeeTheEndOfATaskButNothingOfAPause() {
        assertThat(Samples.planner(kill, "{}").onExecutors()).contains(Visibility.TASK_ENDS);
        assertThat(Samples.planner(pause, "{}").onExecutors()).contains(Visibility.NOTHING_LOST);
        assertThat(Samples.planner(new DaemonRestart(), "{}").onExecutors()).isEmpty();
        assertThat(Samples.planner(kill, "{}").describe(plan(kill)))
                .first().isEqualTo("a1: SIGKILL to the executor of web.1");
    }
}
