package dev.mesoschaos.testbed.simulation;

import dev.mesoschaos.testbed.agent.StatusStamp;
import dev.mesoschaos.testbed.agent.TaskKey;
import dev.mesoschaos.testbed.agent.TaskStates;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.UUID;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;

/** The tasks of one simulated agent. They start at once and end when their plan or a kill says so. For one thread. */
final class SimulatedTasks {

    private final Map<TaskKey, SimulatedTask> tasks = new LinkedHashMap<>();
    private final Map<FrameworkID, FrameworkInfo> frameworks = new LinkedHashMap<>();
    private final PriorityQueue<End> ends = new PriorityQueue<>(Comparator.comparingLong(End::atNanos));
    private final Updates updates;
    private final Statuses statuses;

    /** When a task that is not killed before ends. */
    private record End(long atNanos, SimulatedTask task, TaskPlan plan) {}

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
            say(task, TaskState.TASK_STARTING, Optional.empty(), "", nowNanos);
            say(task, TaskState.TASK_RUNNING, Optional.empty(), "", nowNanos);
            plan.lifetime().ifPresent(lifetime -> ends.add(
                    new End(nowNanos + lifetime.toNanos(), task, plan)));
        } catch (IllegalArgumentException unreadable) {
            String message = "Failed to launch container: " + unreadable.getMessage();
            publish(
                    task,
                    statuses.fromAgent(info.getTaskId(), info.getAgentId(), TaskState.TASK_FAILED,
                            Reason.REASON_CONTAINER_LAUNCH_FAILED, message),
                    nowNanos);
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
            kill(task, TaskState.TASK_KILLED, Optional.empty(), nowNanos);
        }
    }

    /** Ends all tasks, because the agent is drained; {@code markGone} when it will not come back (mesos-facts 4.3). */
    void drain(boolean markGone, long nowNanos) {
        for (SimulatedTask task : List.copyOf(tasks.values())) {
            boolean aware = TaskStates.has(framework(task), Capability.Type.PARTITION_AWARE);
            TaskState end = markGone && aware ? TaskState.TASK_GONE_BY_OPERATOR : TaskState.TASK_KILLED;
            if (!task.hasEnded()) {
                kill(task, end, Optional.of(Reason.REASON_AGENT_DRAINING), nowNanos);
            }
        }
    }

    private void kill(SimulatedTask task, TaskState end, Optional<Reason> reason, long nowNanos) {
        if (TaskStates.has(framework(task), Capability.Type.TASK_KILLING_STATE)) {
            say(task, TaskState.TASK_KILLING, reason, "", nowNanos);
        }
        say(task, end, reason, "Command terminated with signal Terminated", nowNanos);
    }

    private FrameworkInfo framework(SimulatedTask task) {
        return frameworks.get(task.key().framework());
    }

    /** A framework may have changed; returns whether it is known here. */
    boolean update(FrameworkInfo framework) {
        return frameworks.replace(framework.getId(), framework) != null;
    }

    /** The master believes in a task that this agent does not have (mesos-facts 4.3). */
    void reconcileUnknown(FrameworkInfo framework, TaskID task, AgentID agent, long nowNanos) {
        TaskKey key = new TaskKey(framework.getId(), task);
        if (!tasks.containsKey(key)) {
            disown(key, framework, agent, Reason.REASON_RECONCILIATION,
                    "Reconciliation: task unknown to the agent", nowNanos);
        }
    }

    void acknowledge(TaskKey key, UUID uuid, long nowNanos) {
        if (updates.acknowledge(key, StatusStamp.bytes(uuid), nowNanos)) {
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
                String message = "Command exited with status " + end.plan.exitStatus();
                say(end.task, end.plan.endState(), Optional.empty(), message, nowNanos);
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

    private void say(SimulatedTask task, TaskState state, Optional<Reason> reason, String message, long nowNanos) {
        publish(task, statuses.fromExecutor(task, state, reason, message), nowNanos);
    }

    private void publish(SimulatedTask task, TaskStatus status, long nowNanos) {
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
}
