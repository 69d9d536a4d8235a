package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.master.allocation.Allocator;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** Keeps tasks, their statuses and their resources consistent between framework, agent, allocator and observers. */
final class Tasks {

    private final Cluster cluster;
    private final Allocator allocator;
    private final OperatorEvents observers;
    private Consumer<RegisteredAgent> untracked = agent -> {};

    Tasks(Cluster cluster, Allocator allocator, OperatorEvents observers) {
        this.cluster = cluster;
        this.allocator = allocator;
        this.observers = observers;
    }

    /** Whoever wants to know that an agent has a task less. */
    void whenUntracked(Consumer<RegisteredAgent> listener) {
        untracked = listener;
    }

    /** Tracks a task whose resources are already allocated, if it holds any. */
    void add(Framework framework, RegisteredAgent agent, TrackedTask task) {
        framework.tasks().put(task.id(), task);
        framework.unreachableTasks().remove(task.id());
        agent.tasks().put(key(task), task);
        observers.taskAdded(task);
    }

    /** Tells the scheduler. */
    void tell(Framework framework, TaskStatus status) {
        framework.send(Event.newBuilder()
                .setType(Event.Type.UPDATE)
                .setUpdate(Event.Update.newBuilder().setStatus(status))
                .build());
    }

    /** Records a status of a tracked task, gives back its resources when it ended, and tells the observers. */
    void record(Framework framework, TrackedTask task, TaskStatus status, TaskState latest) {
        boolean changed = task.record(status, latest);
        if (TaskStates.isTerminal(latest) && release(task)) {
            cluster.counters().ended(status.toBuilder().setState(latest).build());
        }
        if (changed) {
            observers.taskUpdated(framework, status, latest);
        }
    }

    /** Records and tells a status that ends what the master knows of the task, or puts it out of reach. */
    void conclude(Framework framework, TrackedTask task, TaskStatus status) {
        record(framework, task, status, status.getState());
        tell(framework, status);
    }

    /** Stops tracking a task; it stays visible as completed. */
    void complete(Framework framework, TrackedTask task) {
        forget(framework, task);
        framework.complete(task.task());
    }

    /** Stops tracking a task whose agent is lost; it stays visible as unreachable. */
    void unreachable(Framework framework, TrackedTask task) {
        forget(framework, task);
        framework.unreachableTasks().put(task.id(), task.task());
    }

    /** An unreachable task got its final state. */
    void completeUnreachable(Framework framework, Task task, TaskStatus status) {
        framework.unreachableTasks().remove(task.getTaskId().getValue());
        framework.complete(task.toBuilder().setState(status.getState()).addStatuses(status).build());
        cluster.counters().ended(status);
        observers.taskUpdated(framework, status, status.getState());
        tell(framework, status);
    }

    private void forget(Framework framework, TrackedTask task) {
        release(task);
        framework.tasks().remove(task.id());
        cluster.agent(task.agentId()).ifPresent(agent -> {
            agent.tasks().remove(key(task));
            agent.pendingKills().remove(key(task));
            untracked.accept(agent);
        });
    }

    private boolean release(TrackedTask task) {
        boolean held = task.release();
        if (held) {
            allocator.recover(task.claim(), task.agentId(), task.resources(), Optional.empty());
        }
        return held;
    }

    static RegisteredAgent.TaskKey key(TrackedTask task) {
        return new RegisteredAgent.TaskKey(task.task().getFrameworkId(), task.task().getTaskId());
    }
}
