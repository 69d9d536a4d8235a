package dev.mesoschaos.testbed.agent;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All tasks of an agent: starts, kills and reaps their executors. For one thread. */
final class Tasks {

    private static final Logger LOG = LoggerFactory.getLogger(Tasks.class);

    private final Map<TaskKey, AgentTask> tasks = new LinkedHashMap<>();
    private final Map<FrameworkID, FrameworkInfo> frameworks = new LinkedHashMap<>();
    private final CompletedTasks completed = new CompletedTasks();
    private final StatusUpdates updates;
    private final StatusFactory statuses;
    private final TaskHost host;

    Tasks(TaskHost host, StatusFactory statuses, StatusUpdates updates) {
        this.host = host;
        this.statuses = statuses;
        this.updates = updates;
    }

    /** Starts a task: TASK_STARTING and TASK_RUNNING, or TASK_FAILED when it cannot be started. */
    void run(FrameworkInfo framework, TaskInfo info, AgentID agent, long nowNanos) {
        TaskKey key = new TaskKey(framework.getId(), info.getTaskId());
        if (tasks.containsKey(key)) {
            LOG.warn("Ignoring a second launch of {}", key);
            return;
        }
        frameworks.put(framework.getId(), framework);
        String container = host.newContainerId();
        AgentTask task = new AgentTask(framework, info, container, host.directory(agent, key, container));
        tasks.put(key, task);
        Optional<String> refusal = CommandTasks.refusal(info);
        if (refusal.isPresent()) {
            launchFailed(task, refusal.get(), nowNanos);
            return;
        }
        try {
            host.start(task, agent);
            LOG.info("Started {} in process {}", key, task.executor().orElseThrow().process().pid());
        } catch (IOException e) {
            launchFailed(task, e.toString(), nowNanos);
            return;
        }
        updates.publish(task, statuses.fromExecutor(task, TaskState.TASK_STARTING, ""), nowNanos);
        updates.publish(task, statuses.fromExecutor(task, TaskState.TASK_RUNNING, ""), nowNanos);
    }

    /** Begins to kill a task; a second time changes nothing (mesos-facts 4.3). */
    void kill(TaskKey key, AgentID agent, long nowNanos) {
        AgentTask task = tasks.get(key);
        if (task == null) {
            Optional.ofNullable(frameworks.get(key.framework()))
                    .ifPresentOrElse(
                            framework -> drop(key, framework, agent, Reason.REASON_EXECUTOR_TERMINATED, nowNanos),
                            () -> LOG.warn("Ignoring the kill of {}: its framework is unknown", key));
        } else if (task.executor().isPresent() && task.kill().isEmpty()) {
            if (TaskStates.has(task.framework(), Capability.Type.TASK_KILLING_STATE)) {
                updates.publish(task, statuses.fromExecutor(task, TaskState.TASK_KILLING, ""), nowNanos);
            }
            beginKill(task, nowNanos);
        }
    }

    /** Ends all tasks of a framework that was removed, and says nothing of it. */
    void shutdownFramework(FrameworkID framework, long nowNanos) {
        for (AgentTask task : List.copyOf(tasks.values())) {
            if (task.framework().getId().equals(framework)) {
                silence(task, nowNanos);
            }
        }
        updates.forget(framework);
        frameworks.remove(framework);
    }

    /** Ends all tasks, because the agent is to go, and says nothing of it. */
    void shutdown(long nowNanos) {
        List.copyOf(tasks.values()).forEach(task -> silence(task, nowNanos));
    }

    /** Kills every process of every task at once, without any grace. */
    void killNow() {
        tasks.values().forEach(task -> task.executor().ifPresent(executor -> executor.signal("KILL")));
    }

    /** The master believes in a task that this agent does not have (mesos-facts 4.3). */
    void reconcileUnknown(TaskKey key, AgentID agent, long nowNanos) {
        if (!tasks.containsKey(key)) {
            FrameworkInfo framework = frameworks.getOrDefault(key.framework(), partitionAware(key.framework()));
            drop(key, framework, agent, Reason.REASON_RECONCILIATION, nowNanos);
        }
    }

    void acknowledge(TaskKey key, UUID uuid, long nowNanos) {
        ByteString bytes = StatusFactory.bytes(uuid);
        if (updates.acknowledge(key, Optional.ofNullable(tasks.get(key)), bytes, nowNanos)) {
            Optional.ofNullable(tasks.remove(key)).ifPresent(this::complete);
        }
    }

    /** Looks after the executors: reports those that ended, kills those whose grace is over. */
    void tick(long nowNanos) {
        for (AgentTask task : List.copyOf(tasks.values())) {
            if (task.executor().isPresent() && !task.executor().get().isAlive()) {
                reap(task, task.executor().get(), nowNanos);
            } else if (task.executor().isPresent() && task.kill().isPresent()) {
                task.kill().get().proceed(task.executor().get(), nowNanos);
            }
        }
    }

    /** Goes on with a task that an earlier process of this agent had (mesos-facts 4.4-1 and 4.4-7). */
    void recover(TaskCheckpoint.Recovered found, AgentID agent, long nowNanos) {
        TaskKey key = new TaskKey(found.framework().getId(), found.task().getTaskId());
        RunDirectory directory = host.directory(agent, key, found.containerId());
        AgentTask task = new AgentTask(found.framework(), found.task(), found.containerId(), directory);
        frameworks.put(found.framework().getId(), found.framework());
        tasks.put(key, task);
        found.statuses().forEach(task::add);
        if (!found.statuses().isEmpty()) {
            updates.recover(task, found.acknowledged(), nowNanos);
        }
        if (TaskStates.isTerminal(task.state())) {
            return; // Its executor is gone; the end still has to be acknowledged.
        }
        if (found.process().isEmpty()) {
            Leftovers.kill(directory.sandbox());
            drop(task, Reason.REASON_AGENT_RESTARTED, "Agent restarted before the task was launched", nowNanos);
            return;
        }
        task.runsIn(CommandExecutor.reattach(found.process().get(), directory));
        if (found.killed()) {
            beginKill(task, nowNanos);
        }
        LOG.info("Recovered {} in process {}", key, found.process().get().pid());
    }

    /** Whether any executor still runs. */
    boolean isIdle() {
        return tasks.values().stream().allMatch(task -> task.executor().isEmpty());
    }

    Collection<FrameworkInfo> frameworks() {
        return tasks.values().stream().map(AgentTask::framework).distinct().toList();
    }

    /** Every task that is not both terminal and acknowledged. */
    List<Task> messages() {
        return tasks.values().stream()
                .filter(task -> !task.isSilent())
                .map(task -> task.toMessage(updates.forwarded(task.key())))
                .toList();
    }

    CompletedTasks completed() {
        return completed;
    }

    private void reap(AgentTask task, CommandExecutor executor, long nowNanos) {
        Optional<ExecutorExit> exit = executor.exit();
        boolean killed = task.kill().isPresent();
        executor.sweep();
        if (task.isSilent()) {
            task.ended();
            tasks.remove(task.key());
            host.forget(task);
        } else if (exit.isPresent() || killed) {
            ExecutorExit how = exit.orElse(ExecutorExit.BY_SIGKILL);
            updates.publish(task, statuses.fromExecutor(task, how.state(killed), how.message()), nowNanos);
            task.ended();
        } else {
            task.ended();
            fail(task, Reason.REASON_EXECUTOR_TERMINATED, "Executor terminated", nowNanos);
        }
        LOG.info("{} ended: {}", task.key(), task.state());
    }

    private void beginKill(AgentTask task, long nowNanos) {
        task.killBy(new Kill(task.killGrace(), nowNanos));
        host.checkpoint(task).ifPresent(TaskCheckpoint::kill);
        task.executor().ifPresent(executor -> task.kill().orElseThrow().proceed(executor, nowNanos));
    }

    private void silence(AgentTask task, long nowNanos) {
        task.silence();
        if (task.executor().isEmpty()) {
            tasks.remove(task.key());
            host.forget(task);
        } else if (task.kill().isEmpty()) {
            beginKill(task, nowNanos);
        }
    }

    private void complete(AgentTask task) {
        completed.add(task.toMessage(Optional.of(task.statuses().getLast())));
        host.forget(task);
    }

    private void launchFailed(AgentTask task, String why, long nowNanos) {
        LOG.warn("Failed to launch {}: {}", task.key(), why);
        fail(task, Reason.REASON_CONTAINER_LAUNCH_FAILED, "Failed to launch container: " + why, nowNanos);
    }

    private void fail(AgentTask task, Reason reason, String message, long nowNanos) {
        TaskInfo info = task.info();
        updates.publish(
                task,
                statuses.fromAgent(info.getTaskId(), info.getAgentId(), TaskState.TASK_FAILED, reason, message),
                nowNanos);
    }

    private void drop(AgentTask task, Reason reason, String message, long nowNanos) {
        TaskState state = TaskStates.dropped(task.framework());
        TaskInfo info = task.info();
        updates.publish(
                task, statuses.fromAgent(info.getTaskId(), info.getAgentId(), state, reason, message), nowNanos);
    }

    /** Disowns a task that was never here. */
    private void drop(TaskKey key, FrameworkInfo framework, AgentID agent, Reason reason, long nowNanos) {
        String message = reason == Reason.REASON_RECONCILIATION
                ? "Reconciliation: task unknown to the agent"
                : "No executor found for the task";
        TaskState state = TaskStates.dropped(framework);
        updates.publish(key, statuses.fromAgent(key.task(), agent, state, reason, message), nowNanos);
    }

    /** The wire names only the id; frameworks of this project are partition aware. */
    private static FrameworkInfo partitionAware(FrameworkID id) {
        return FrameworkInfo.newBuilder()
                .setId(id)
                .setUser("")
                .setName("")
                .addCapabilities(Capability.newBuilder().setType(Capability.Type.PARTITION_AWARE))
                .build();
    }
}
