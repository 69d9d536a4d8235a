package dev.mesoschaos.testbed.agent;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;

/** What is on an agent: frameworks, executors and tasks, and what is remembered of those that ended. For one thread. */
final class TaskBook {

    private final Map<TaskKey, AgentTask> tasks = new LinkedHashMap<>();
    private final Map<ExecutorKey, AgentExecutor> executors = new LinkedHashMap<>();
    private final Map<FrameworkID, FrameworkInfo> frameworks = new LinkedHashMap<>();
    private final CompletedTasks completed = new CompletedTasks();
    private final CompletedExecutors completedExecutors = new CompletedExecutors();

    Optional<AgentTask> task(TaskKey key) {
        return Optional.ofNullable(tasks.get(key));
    }

    /** Every task whose end is not both reached and acknowledged, in the order of their launch. */
    Collection<AgentTask> tasks() {
        return List.copyOf(tasks.values());
    }

    void add(AgentTask task) {
        tasks.put(task.key(), task);
    }

    void remove(AgentTask task) {
        tasks.remove(task.key(), task);
    }

    Optional<AgentExecutor> executor(ExecutorKey key) {
        return Optional.ofNullable(executors.get(key));
    }

    /** Every executor that has not ended. */
    Collection<AgentExecutor> executors() {
        return List.copyOf(executors.values());
    }

    void add(AgentExecutor executor) {
        executors.put(executor.key(), executor);
    }

    void remove(AgentExecutor executor) {
        executors.remove(executor.key(), executor);
    }

    /** A framework that has, or had until a while ago, tasks here. */
    Optional<FrameworkInfo> framework(FrameworkID id) {
        return Optional.ofNullable(frameworks.get(id));
    }

    void add(FrameworkInfo framework) {
        frameworks.put(framework.getId(), framework);
    }

    void remove(FrameworkID framework) {
        frameworks.remove(framework);
    }

    /** The frameworks that have tasks or executors here. */
    List<FrameworkInfo> frameworks() {
        return frameworks.values().stream().filter(framework -> isHere(framework.getId())).toList();
    }

    private boolean isHere(FrameworkID id) {
        return tasks.keySet().stream().anyMatch(key -> key.framework().equals(id))
                || executors.keySet().stream().anyMatch(key -> key.framework().equals(id));
    }

    CompletedTasks completed() {
        return completed;
    }

    CompletedExecutors completedExecutors() {
        return completedExecutors;
    }
}
