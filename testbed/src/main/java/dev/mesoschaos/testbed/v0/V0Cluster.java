package dev.mesoschaos.testbed.v0;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.master.Protos.Response.GetExecutors;
import org.apache.mesos.v1.master.Protos.Response.GetState;

/** A snapshot of a cluster, with its tasks and executors by the framework they are of. */
public final class V0Cluster {

    private final GetState state;
    private final Map<String, List<Task>> tasks;
    private final Map<String, List<Task>> unreachable;
    private final Map<String, List<Task>> completed;
    private final Map<String, List<GetExecutors.Executor>> executors = new HashMap<>();

    /** Sorts a snapshot. */
    public V0Cluster(GetState state) {
        this.state = state;
        this.tasks = byFramework(state.getGetTasks().getTasksList());
        this.unreachable = byFramework(state.getGetTasks().getUnreachableTasksList());
        this.completed = byFramework(state.getGetTasks().getCompletedTasksList());
        state.getGetExecutors().getExecutorsList().forEach(executor -> executors
                .computeIfAbsent(executor.getExecutorInfo().getFrameworkId().getValue(), id -> new ArrayList<>())
                .add(executor));
    }

    private static Map<String, List<Task>> byFramework(List<Task> tasks) {
        Map<String, List<Task>> sorted = new HashMap<>();
        tasks.forEach(task -> sorted
                .computeIfAbsent(task.getFrameworkId().getValue(), id -> new ArrayList<>())
                .add(task));
        return sorted;
    }

    GetState state() {
        return state;
    }

    List<Task> tasks(String framework) {
        return tasks.getOrDefault(framework, List.of());
    }

    List<Task> unreachable(String framework) {
        return unreachable.getOrDefault(framework, List.of());
    }

    List<Task> completed(String framework) {
        return completed.getOrDefault(framework, List.of());
    }

    List<GetExecutors.Executor> executors(String framework) {
        return executors.getOrDefault(framework, List.of());
    }

    /** All tasks that are known, whatever became of them. */
    Stream<Task> all() {
        return Stream.of(tasks, unreachable, completed)
                .flatMap(sorted -> sorted.values().stream())
                .flatMap(List::stream);
    }

    static long count(Stream<Task> tasks, TaskState state) {
        return tasks.filter(task -> task.getState() == state).count();
    }
}
