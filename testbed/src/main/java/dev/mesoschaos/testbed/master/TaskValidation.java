package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.master.allocation.Resources;
import java.util.Optional;
import org.apache.mesos.v1.Protos.TaskInfo;

/** What is wrong with a task to launch, in the words of Mesos' TASK_ERROR (mesos-facts 2.1). */
final class TaskValidation {

    private static final int MAX_ID_CHARS = 255;

    private TaskValidation() {}

    /** What is wrong with a task that is launched for itself. */
    static Optional<String> problem(Framework framework, RegisteredAgent agent, TaskInfo task, Resources available) {
        return ofAnyTask(framework, agent, task)
                .or(() -> executor(framework, agent, task))
                .or(() -> tooMuch(agent, task, available));
    }

    /** What is wrong with a task, whether it is one of a group or not. */
    static Optional<String> ofAnyTask(Framework framework, RegisteredAgent agent, TaskInfo task) {
        return id(task.getTaskId().getValue())
                .or(() -> unique(framework, task.getTaskId().getValue()))
                .or(() -> agent(agent, task))
                .or(() -> resources(task));
    }

    /** What is wrong with an id of a task or of an executor. */
    static Optional<String> id(String id) {
        if (id.isEmpty()) {
            return Optional.of("ID must not be empty");
        }
        if (id.length() > MAX_ID_CHARS) {
            return Optional.of("ID must not be greater than " + MAX_ID_CHARS + " characters");
        }
        if (id.equals(".") || id.equals("..")) {
            return Optional.of("'" + id + "' is disallowed");
        }
        boolean bad = id.chars().anyMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
        return bad ? Optional.of("'" + id + "' contains invalid characters") : Optional.empty();
    }

    private static Optional<String> unique(Framework framework, String id) {
        if (framework.tasks().containsKey(id)) {
            return Optional.of("Task has duplicate ID: " + id);
        }
        return framework.unreachableTasks().containsKey(id)
                ? Optional.of("Task reuses the ID of an unreachable task: " + id)
                : Optional.empty();
    }

    private static Optional<String> agent(RegisteredAgent agent, TaskInfo task) {
        return task.getAgentId().equals(agent.id())
                ? Optional.empty()
                : Optional.of("Task uses invalid agent " + task.getAgentId().getValue() + " while agent "
                        + agent.key() + " is expected");
    }

    private static Optional<String> resources(TaskInfo task) {
        Resources wanted = Resources.of(task.getResourcesList());
        boolean negative = wanted.milli().values().stream().anyMatch(amount -> amount < 0);
        if (negative) {
            return Optional.of("Task uses invalid resources: " + wanted);
        }
        return wanted.isEmpty() ? Optional.of("Task uses no resources") : Optional.empty();
    }

    private static Optional<String> executor(Framework framework, RegisteredAgent agent, TaskInfo task) {
        if (task.hasCommand() == task.hasExecutor()) {
            return Optional.of(
                    "Task should have at least one (but not both) of CommandInfo or ExecutorInfo present");
        }
        return task.hasExecutor()
                ? ExecutorValidation.ofTask(framework, agent, task.getExecutor())
                : Optional.empty();
    }

    private static Optional<String> tooMuch(RegisteredAgent agent, TaskInfo task, Resources available) {
        Resources own = task.hasExecutor() ? agent.missing(task.getExecutor()) : Resources.NONE;
        Resources needed = Resources.of(task.getResourcesList()).plus(own);
        return available.contains(needed)
                ? Optional.empty()
                : Optional.of("Total resources " + needed
                        + " required by task and its executor is more than available " + available);
    }
}
