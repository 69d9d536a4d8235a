package dev.mesoschaos.testbed.agent;

import dev.mesoschaos.testbed.agent.container.ContainerProcess;
import dev.mesoschaos.testbed.agent.container.ExecutorExit;
import dev.mesoschaos.testbed.agent.container.Limitation;
import dev.mesoschaos.testbed.flags.MesosDuration;
import dev.mesoschaos.testbed.wire.AgentMessage;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after containers: ends those that must end, and says what became of the tasks of those that did. */
final class ExecutorEnds {

    private static final Logger LOG = LoggerFactory.getLogger(ExecutorEnds.class);

    /** How long a default executor lives on after the last of its tasks. */
    private static final Duration IDLE = Duration.ofSeconds(1);

    private final TaskParts parts;
    private final TaskReports reports;
    private final Kills kills;
    private final Map<ExecutorKey, Long> idleSinceNanos = new HashMap<>();
    private final Set<String> dying = new HashSet<>();

    ExecutorEnds(TaskParts parts, TaskReports reports, Kills kills) {
        this.parts = parts;
        this.reports = reports;
        this.kills = kills;
    }

    /** Looks at every container. */
    void tick(long nowNanos) {
        parts.host().disk().tick(nowNanos);
        dying.removeIf(container -> parts.host().isolation().destroy(container));
        for (AgentExecutor executor : parts.book().executors()) {
            executor.container().ifPresent(container -> {
                if (container.isAlive()) {
                    lookAfter(executor, container, nowNanos);
                } else {
                    ended(executor, container, nowNanos);
                }
            });
        }
    }

    private void lookAfter(AgentExecutor executor, ContainerProcess container, long nowNanos) {
        for (AgentTask task : executor.tasks()) {
            task.process().ifPresent(process -> {
                if (executor.kind() == AgentExecutor.Kind.DEFAULT && !process.isAlive()) {
                    taskEnded(task, process, nowNanos);
                } else {
                    task.kill().ifPresent(kill -> kill.proceed(process, nowNanos));
                }
            });
        }
        limitation(executor).ifPresent(exceeded -> end(executor, ExecutorEnd.over(exceeded)));
        if (executor.isLate(nowNanos)) {
            HostSettings settings = parts.host().settings();
            end(executor, executor.isRecovered()
                    ? ExecutorEnd.notBack(MesosDuration.format(settings.executorReregistration()))
                    : ExecutorEnd.unregistered(MesosDuration.format(settings.executorRegistration())));
        } else if (executor.mustBeDestroyed(nowNanos) || isIdle(executor, nowNanos)) {
            executor.shutDownBy(nowNanos);
            container.destroy();
        }
    }

    private Optional<Limitation> limitation(AgentExecutor executor) {
        String container = executor.containerId();
        return parts.host().isolation().limitation(container).or(() -> parts.host().disk().limitation(container));
    }

    private boolean isIdle(AgentExecutor executor, long nowNanos) {
        if (executor.kind() != AgentExecutor.Kind.DEFAULT || !executor.tasks().isEmpty()) {
            idleSinceNanos.remove(executor.key());
            return false;
        }
        long since = idleSinceNanos.computeIfAbsent(executor.key(), key -> nowNanos);
        return executor.isShuttingDown() || nowNanos - since >= IDLE.toNanos();
    }

    /** Destroys an executor for a reason that its tasks are told. */
    void end(AgentExecutor executor, ExecutorEnd reason) {
        executor.endBecause(reason);
        executor.container().ifPresent(ContainerProcess::destroy);
    }

    /** An executor that was told to end before it was started. */
    void neverStarted(AgentExecutor executor) {
        forget(executor);
    }

    /** An executor that could not be started. */
    void failed(AgentExecutor executor, ExecutorEnd reason) {
        LOG.warn("Failed to start {}: {}", executor.key(), reason.message());
        for (AgentTask task : executor.tasks()) {
            reports.executorEnded(task, reason, parts.nanos().getAsLong());
            leave(task);
        }
        forget(executor);
    }

    /** A task of a default executor that could not be started, or was killed before it was. */
    void taskNeverStarted(AgentTask task, Optional<String> failure, long nowNanos) {
        TaskState state = failure.isPresent() ? TaskState.TASK_FAILED : TaskState.TASK_KILLED;
        TaskStatus.Builder status = reports.ofExecutor(task, state);
        failure.ifPresent(why -> status.setMessage("Failed to launch container: " + why));
        reports.executorSays(task, status, nowNanos);
        leave(task);
        endGroup(task, nowNanos);
    }

    private void taskEnded(AgentTask task, ContainerProcess process, long nowNanos) {
        ExecutorExit exit = process.exit().orElse(ExecutorExit.BY_SIGKILL);
        process.sweep();
        reports.executorSays(task, end(task, exit), nowNanos);
        leave(task);
        endGroup(task, nowNanos);
    }

    /** What the executor says of a task whose command ended so. */
    private TaskStatus.Builder end(AgentTask task, ExecutorExit exit) {
        boolean overtime = task.killCause().filter(KillCause.COMPLETION_TIME::equals).isPresent();
        TaskState state = overtime ? TaskState.TASK_FAILED : exit.state(task.killCause().isPresent());
        TaskStatus.Builder status = reports.ofExecutor(task, state).setMessage(exit.message());
        return overtime ? status.setReason(Reason.REASON_MAX_COMPLETION_TIME_REACHED) : status;
    }

    /** One task of a group that fails or is killed takes the others along. */
    private void endGroup(AgentTask task, long nowNanos) {
        if (task.group().isEmpty() || task.state() == TaskState.TASK_FINISHED) {
            return;
        }
        for (AgentTask other : task.executor().tasks()) {
            if (other.group().equals(task.group())) {
                kills.kill(other, KillCause.GROUP, Optional.empty(), nowNanos);
            }
        }
    }

    private void ended(AgentExecutor executor, ContainerProcess container, long nowNanos) {
        Optional<ExecutorExit> exit = container.exit();
        Optional<ExecutorEnd> reason = executor.end().or(() -> limitation(executor).map(ExecutorEnd::over));
        boolean command = executor.kind() == AgentExecutor.Kind.COMMAND;
        boolean told = exit.isPresent()
                || executor.tasks().stream().anyMatch(task -> task.killCause().isPresent());
        if (!command) {
            tellMaster(executor, exit);
        }
        // As with a real agent's posix launcher, who kills the executor alone leaves the task's processes behind.
        if (told || !command || reason.isPresent() || executor.isShuttingDown()) {
            container.sweep();
        }
        for (AgentTask task : executor.tasks()) {
            if (command && told && reason.isEmpty()) {
                reports.executorSays(task, end(task, exit.orElse(ExecutorExit.BY_SIGKILL)), nowNanos);
            } else {
                if (!command) {
                    task.process().ifPresent(ContainerProcess::destroy);
                }
                reports.executorEnded(task, reason.orElse(ExecutorEnd.TERMINATED), nowNanos);
            }
            LOG.info("{} ended: {}", task.key(), task.state());
            leave(task);
        }
        forget(executor);
    }

    private void tellMaster(AgentExecutor executor, Optional<ExecutorExit> exit) {
        int status = executor.end().isPresent() ? ExecutorExit.BY_SIGKILL.waitStatus()
                : exit.orElse(ExecutorExit.BY_SIGKILL).waitStatus();
        ExecutorKey key = executor.key();
        parts.master().accept(new AgentMessage.ExecutorExited(key.framework(), key.executor(), status));
    }

    /** The executor has nothing more to do with the task. */
    private void leave(AgentTask task) {
        task.ended();
        task.executor().remove(task);
        if (task.isSilent()) {
            parts.book().remove(task);
        }
    }

    private void forget(AgentExecutor executor) {
        executor.channel().ifPresent(ExecutorChannel::close);
        idleSinceNanos.remove(executor.key());
        parts.host().disk().forget(executor.containerId());
        if (!parts.host().isolation().destroy(executor.containerId())) {
            dying.add(executor.containerId());
        }
        parts.book().remove(executor);
        parts.book().completedExecutors().add(executor);
        removeRecord(executor);
    }

    /** Deletes the records of an executor once neither it nor any task of it has anything left to say. */
    void removeRecord(AgentExecutor executor) {
        boolean present = parts.book().executor(executor.key()).filter(now -> now == executor).isPresent();
        if (!present && parts.book().tasks().stream().noneMatch(task -> task.executor() == executor)) {
            parts.host().forget(executor);
        }
    }
}
