package dev.mesoschaos.testbed.agent;

import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds or makes the executor for each task to launch, and refuses what cannot run. */
final class Launches {

    private static final Logger LOG = LoggerFactory.getLogger(Launches.class);

    private final TaskParts parts;
    private final TaskReports reports;
    private final ExecutorStarts starts;

    Launches(TaskParts parts, TaskReports reports, ExecutorStarts starts) {
        this.parts = parts;
        this.reports = reports;
        this.starts = starts;
    }

    /** Launches one task in an executor of its own, or in the one it names. */
    void run(FrameworkInfo framework, TaskInfo task, AgentID agent, long nowNanos) {
        if (task.hasExecutor()) {
            AgentExecutor.Kind kind = kind(task.getExecutor());
            launch(framework, task.getExecutor(), kind, List.of(task), Optional.empty(), agent, nowNanos);
        } else {
            String launcherDir = parts.host().settings().launcherDir();
            ExecutorInfo executor = CommandLines.commandExecutor(task, framework.getId(), launcherDir);
            launch(framework, executor, AgentExecutor.Kind.COMMAND, List.of(task), Optional.empty(), agent, nowNanos);
        }
    }

    /** Launches tasks that live and die together. */
    void runGroup(FrameworkInfo framework, ExecutorInfo executor, List<TaskInfo> tasks, AgentID agent, long nowNanos) {
        launch(framework, executor, kind(executor), tasks, Optional.of(parts.host().newId()), agent, nowNanos);
    }

    private static AgentExecutor.Kind kind(ExecutorInfo executor) {
        return executor.getType() == ExecutorInfo.Type.DEFAULT ? AgentExecutor.Kind.DEFAULT : AgentExecutor.Kind.CUSTOM;
    }

    private void launch(
            FrameworkInfo framework,
            ExecutorInfo info,
            AgentExecutor.Kind kind,
            List<TaskInfo> infos,
            Optional<String> group,
            AgentID agent,
            long nowNanos) {
        if (infos.stream().anyMatch(task -> isKnown(framework, task))) {
            LOG.warn("Ignoring a second launch of {}", infos.getFirst().getTaskId().getValue());
            return;
        }
        parts.book().add(framework);
        ExecutorKey key = new ExecutorKey(framework.getId(), info.getExecutorId());
        Optional<AgentExecutor> present = parts.book().executor(key);
        AgentExecutor executor = present.orElseGet(() -> newExecutor(framework, info, kind, agent));
        List<AgentTask> tasks = infos.stream().map(task -> newTask(executor, task, group)).toList();
        Optional<String> refusal = infos.stream().flatMap(task -> TaskRefusal.of(task).stream()).findFirst();
        if (refusal.isPresent()) {
            tasks.forEach(task -> reports.executorEnded(task, ExecutorEnd.notLaunched(refusal.get()), nowNanos));
            return;
        }
        if (executor.isShuttingDown()) {
            tasks.forEach(task -> reports.agentSays(task, TaskStates.dropped(framework), Reason.REASON_EXECUTOR_TERMINATED,
                    "Executor is terminating", nowNanos));
            return;
        }
        tasks.forEach(executor::add);
        tasks.forEach(task -> parts.host().checkpoint(task).ifPresent(checkpoint -> checkpoint.launch(task)));
        if (present.isEmpty()) {
            parts.book().add(executor);
            starts.start(executor, agent);
        } else if (executor.container().isPresent()) {
            starts.grow(executor, agent, nowNanos);
        }
    }

    private boolean isKnown(FrameworkInfo framework, TaskInfo task) {
        return parts.book().task(new TaskKey(framework.getId(), task.getTaskId())).isPresent();
    }

    private AgentExecutor newExecutor(FrameworkInfo framework, ExecutorInfo info, AgentExecutor.Kind kind, AgentID agent) {
        String container = parts.host().newId();
        ExecutorKey key = new ExecutorKey(framework.getId(), info.getExecutorId());
        ExecutorInfo complete = info.toBuilder().setFrameworkId(framework.getId()).build();
        return new AgentExecutor(framework, complete, kind, container, parts.host().directory(agent, key, container));
    }

    private AgentTask newTask(AgentExecutor executor, TaskInfo info, Optional<String> group) {
        boolean nested = executor.kind() == AgentExecutor.Kind.DEFAULT;
        String container = nested ? parts.host().newId() : executor.containerId();
        AgentTask task = new AgentTask(executor, info, container, group);
        parts.book().add(task);
        return task;
    }
}
