package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.master.allocation.Resources;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.TaskInfo;

/** What is wrong with a task group to launch, in the words of Mesos' TASK_ERROR. */
final class TaskGroups {

    private TaskGroups() {}

    /** The first problem of a task, of the executor, or of all of them together. */
    static Optional<String> problem(
            Framework framework,
            RegisteredAgent agent,
            ExecutorInfo executor,
            List<TaskInfo> tasks,
            Resources available) {
        if (tasks.isEmpty()) {
            return Optional.of("Task group cannot be empty");
        }
        Set<String> ids = new HashSet<>();
        Resources total = agent.missing(executor);
        for (TaskInfo task : tasks) {
            String id = task.getTaskId().getValue();
            if (!ids.add(id)) {
                return Optional.of("Task group contains duplicate ID: " + id);
            }
            Optional<String> problem = TaskValidation.ofAnyTask(framework, agent, task);
            if (problem.isPresent()) {
                return problem.map(text -> "Task '" + id + "' is invalid: " + text);
            }
            total = total.plus(Resources.of(task.getResourcesList()));
        }
        Resources needed = total;
        return ExecutorValidation.ofGroup(framework, agent, executor)
                .or(() -> otherExecutor(executor, tasks))
                .or(() -> tooMuch(needed, available));
    }

    private static Optional<String> otherExecutor(ExecutorInfo executor, List<TaskInfo> tasks) {
        return tasks.stream()
                .filter(task -> task.hasExecutor() && !task.getExecutor().equals(executor))
                .findFirst()
                .map(task -> "The `ExecutorInfo` of task '" + task.getTaskId().getValue()
                        + "' is different from executor '" + executor.getExecutorId().getValue() + "'");
    }

    private static Optional<String> tooMuch(Resources needed, Resources available) {
        return available.contains(needed)
                ? Optional.empty()
                : Optional.of("Total resources " + needed
                        + " required by task group and its executor are more than available " + available);
    }
}
