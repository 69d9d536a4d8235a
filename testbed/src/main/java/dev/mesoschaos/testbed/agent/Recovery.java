package dev.mesoschaos.testbed.agent;

import dev.mesoschaos.testbed.agent.container.ContainerProcess;
import dev.mesoschaos.testbed.agent.container.Leftovers;
import dev.mesoschaos.testbed.agent.container.ProcessId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes on with the executors and tasks that an earlier process of this agent had (mesos-facts 4.4-1 and 4.4-7). */
final class Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final TaskParts parts;
    private final TaskReports reports;
    private final Kills kills;

    Recovery(TaskParts parts, TaskReports reports, Kills kills) {
        this.parts = parts;
        this.reports = reports;
        this.kills = kills;
    }

    /** Takes up whatever was found, and destroys the containers that nobody recorded. */
    void recover(List<ExecutorCheckpoint.Recovered> found, AgentID agent, long nowNanos) {
        parts.host().isolation().recover(
                found.stream().map(ExecutorCheckpoint.Recovered::containerId).collect(Collectors.toSet()));
        found.forEach(executor -> recover(executor, agent, nowNanos));
    }

    private void recover(ExecutorCheckpoint.Recovered found, AgentID agent, long nowNanos) {
        ExecutorKey key = new ExecutorKey(found.framework().getId(), found.info().getExecutorId());
        AgentExecutor executor = new AgentExecutor(found.framework(), found.info(), found.kind(), found.containerId(),
                parts.host().directory(agent, key, found.containerId()));
        executor.recovered();
        parts.book().add(found.framework());
        found.tasks().forEach(task -> recover(executor, task, nowNanos));
        if (found.process().isEmpty()) {
            neverRan(executor, nowNanos);
            return;
        }
        ContainerProcess container = ContainerProcess.reattach(found.process().get(), executor.directory());
        executor.runsIn(container);
        parts.book().add(executor);
        resume(executor, container, found, nowNanos);
        LOG.info("Recovered {} in process {}", key, found.process().get().pid());
    }

    private void recover(AgentExecutor executor, TaskCheckpoint.Recovered found, long nowNanos) {
        AgentTask task = new AgentTask(executor, found.task(), found.containerId(), found.group());
        found.statuses().forEach(task::add);
        parts.book().add(task);
        if (!found.statuses().isEmpty()) {
            parts.updates().recover(task, found.acknowledged(), nowNanos);
        }
        if (!TaskStates.isTerminal(task.state())) {
            executor.add(task);
        }
    }

    private void neverRan(AgentExecutor executor, long nowNanos) {
        Leftovers.kill(executor.directory().sandbox());
        executor.tasks().forEach(task -> {
            executor.remove(task);
            neverRan(task, nowNanos);
        });
    }

    private void neverRan(AgentTask task, long nowNanos) {
        reports.agentSays(task, TaskStates.dropped(task.framework()), Reason.REASON_AGENT_RESTARTED,
                "Agent restarted before the task was launched", nowNanos);
    }

    private void resume(
            AgentExecutor executor, ContainerProcess container, ExecutorCheckpoint.Recovered found, long nowNanos) {
        for (TaskCheckpoint.Recovered recovered : found.tasks()) {
            executor.task(recovered.task().getTaskId())
                    .ifPresent(task -> resume(task, process(executor, container, recovered), recovered, nowNanos));
        }
        if (executor.kind() == AgentExecutor.Kind.CUSTOM) {
            executor.mustSubscribeBy(nowNanos + parts.host().settings().executorReregistration().toNanos());
        }
        try {
            parts.host().isolation().update(executor.containerId(), executor.limits());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot limit " + executor.key() + " again; are its cgroups writable?", e);
        }
        parts.host().disk().watch(executor.containerId(), executor.directory().sandbox(),
                executor.limits().diskBytes(), nowNanos);
    }

    private void resume(
            AgentTask task, Optional<ContainerProcess> process, TaskCheckpoint.Recovered found, long nowNanos) {
        boolean custom = task.executor().kind() == AgentExecutor.Kind.CUSTOM;
        if (process.isEmpty() && !custom) {
            task.executor().remove(task);
            neverRan(task, nowNanos);
            return;
        }
        process.ifPresent(task::runsIn);
        task.delivered();
        task.watchFrom(nowNanos);
        if (!custom && task.statuses().isEmpty()) {
            reports.executorSays(task, TaskState.TASK_STARTING, nowNanos);
        }
        if (!custom && task.state() == TaskState.TASK_STARTING) {
            reports.executorSays(task, TaskState.TASK_RUNNING, nowNanos);
        }
        found.killed().ifPresent(cause -> kills.resume(task, cause, nowNanos));
    }

    private static Optional<ContainerProcess> process(
            AgentExecutor executor, ContainerProcess container, TaskCheckpoint.Recovered task) {
        return switch (executor.kind()) {
            case COMMAND -> Optional.of(container);
            case DEFAULT -> {
                Optional<ProcessId> process = task.process();
                yield process.map(id ->
                        ContainerProcess.reattach(id, executor.directory().nested(task.containerId())));
            }
            case CUSTOM -> Optional.empty();
        };
    }
}
