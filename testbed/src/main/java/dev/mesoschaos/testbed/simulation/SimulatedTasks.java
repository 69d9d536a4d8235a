package dev.mesoschaos.testbed.simulation;

import dev.mesoschaos.testbed.agent.ExecutorExit;
import dev.mesoschaos.testbed.agent.TaskKey;
import dev.mesoschaos.testbed.agent.TaskStates;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.UUID;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;

/** The tasks of one simulated agent. They start at once and end when their plan or a kill says so. For one thread. */
final class SimulatedTasks {

    private static final ExecutorExit BY_SIGTERM = new ExecutorExit(128 + 15);

    private final Map<TaskKey, SimulatedTask> tasks = new LinkedHashMap<>();
    private final Map<FrameworkID, FrameworkInfo> frameworks = new LinkedHashMap<>();
    private final PriorityQueue<End> ends = new PriorityQueue<>(Comparator.comparingLong(End::atNanos));
    private final Updates updates;
    private final Statuses statuses;

    /** When a task that is not killed before ends. */
    private record End(long atNanos, SimulatedTask task, ExecutorExit exit) {}

    SimulatedTasks(Statuses statuses, Updates updates) {
        this.statuses = statuses;
        this.updates = updates;
    }

    /** TASK_STARTING and TASK_RUNNING, or TASK_FAILED when nobody can tell what the task is to do. */
    void run(FrameworkInfo framework, TaskInfo info, long nowNanos) {
        TaskKey key = new TaskKey(framework.getId(), info.getTaskId());
        if (tasks.containsKey(key)) {
            return;
        }
        frameworks.put(framework.getId(), framework);
        SimulatedTask task = new SimulatedTask(key, info, statuses.newContainerId());
        tasks.put(key, task);
        try {
            TaskPlan plan = TaskPlan.of(info);
            say(task, TaskState.TASK_STARTING, "", nowNanos);
            say(task, TaskState.TASK_RUNNING, "", nowNanos);
            plan.lifetime().ifPresent(lifetime -> ends.add(
                    new End(nowNanos + lifetime.toNanos(), task, new ExecutorExit(plan.exitStatus()))));
        } catch (IllegalArgumentException unreadable) {
            publish(task, TaskState.TASK_FAILED, Reason.REASON_CONTAINER_LAUNCH_FAILED,
                    "Failed to launch container: " + unreadable.getMessage(), nowNanos);
        }
    }

    /** Ends a task at once; what real ones do in their grace period is not simulated. */
    void kill(TaskKey key, AgentID agent, long nowNanos) {
        SimulatedTask task = tasks.get(key);
        if (task == null) {
            FrameworkInfo framework = frameworks.get(key.framework());
            if (framework != null) {
                disown(key, framework, agent, Reason.REASON_EXECUTOR_TERMINATED, "No executor found for the task", nowNanos);
            }
        } else if (!task.hasEnded()) {
            if (TaskStates.has(frameworks.get(key.framework()), Capability.Type.TASK_KILLING_STATE)) {
                say(task, TaskState.TASK_KILLING, "", nowNanos);
            }
            say(task, BY_SIGTERM.state(true), BY_SIGTERM.message(), nowNanos);
        }
    }

    /** The master believes in a task that this agent does not have (mesos-facts 4.3). */
    void reconcileUnknown(TaskKey key, AgentID agent, long nowNanos) {
        if (!tasks.containsKey(key)) {
            FrameworkInfo framework = frameworks.getOrDefault(key.framework(), partitionAware(key.framework()));
            disown(key, framework, agent, Reason.REASON_RECONCILIATION,
                    "Reconciliation: task unknown to the agent", nowNanos);
        }
    }

    void acknowledge(TaskKey key, UUID uuid, long nowNanos) {
        if (updates.acknowledge(key, Statuses.bytes(uuid), nowNanos)) {
            tasks.remove(key);
        }
    }

    /** Forgets the tasks of a framework that was removed, and says nothing of it. */
    void shutdownFramework(FrameworkID framework) {
        tasks.keySet().removeIf(key -> key.framework().equals(framework));
        ends.removeIf(end -> end.task.key().framework().equals(framework));
        updates.forget(framework);
        frameworks.remove(framework);
    }

    /** Forgets all tasks, and says nothing of it. */
    void shutdown() {
        List.copyOf(frameworks.keySet()).forEach(this::shutdownFramework);
    }

    /** Ends the tasks whose time is over. */
    void tick(long nowNanos) {
        while (!ends.isEmpty() && nowNanos - ends.peek().atNanos >= 0) {
            End end = ends.remove();
            if (!end.task.hasEnded()) {
                say(end.task, end.exit.state(false), end.exit.message(), nowNanos);
            }
        }
    }

    /** Every task that is not both terminal and acknowledged. */
    List<Task> messages() {
        return tasks.values().stream()
                .map(task -> task.toMessage(updates.forwarded(task.key())))
                .toList();
    }

    /** The frameworks of these tasks. */
    List<FrameworkInfo> frameworks() {
        return tasks.keySet().stream().map(TaskKey::framework).distinct().map(frameworks::get).toList();
    }

    /** The tasks themselves. */
    Collection<SimulatedTask> all() {
        return tasks.values();
    }

    private void say(SimulatedTask task, TaskState state, String message, long nowNanos) {
        var status = statuses.fromExecutor(task, state, message);
        task.add(status);
        updates.publish(task.key(), status, nowNanos);
    }

    private void publish(SimulatedTask task, TaskState state, Reason reason, String message, long nowNanos) {
        TaskInfo info = task.info();
        var status = statuses.fromAgent(info.getTaskId(), info.getAgentId(), state, reason, message);
        task.add(status);
        updates.publish(task.key(), status, nowNanos);
    }

    /** Disowns a task that was never here, unless that is being said already. */
    private void disown(
            TaskKey key, FrameworkInfo framework, AgentID agent, Reason reason, String message, long nowNanos) {
        if (!updates.has(key)) {
            updates.publish(
                    key,
                    statuses.fromAgent(key.task(), agent, TaskStates.dropped(framework), reason, message),
                    nowNanos);
        }
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
