package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.master.allocation.Resources;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.TaskInfo;

/** What is wrong with a task to launch, in the words of Mesos' TASK_ERROR (mesos-facts 2.1). */
final class TaskValidation {

    private static final int MAX_ID_CHARS = 255;

    private TaskValidation() {}

    static Optional<String> problem(Framework framework, RegisteredAgent agent, TaskInfo task, Resources available) {
        return Stream.<Supplier<Optional<String>>>of(
                        () -> id(task.getTaskId().getValue()),
                        () -> unique(framework, task.getTaskId().getValue()),
                        () -> agent(agent, task),
                        () -> command(task),
                        () -> resources(task, available))
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> id(String id) {
        if (id.isEmpty()) {
            return Optional.of("Task ID must not be empty");
        }
        if (id.length() > MAX_ID_CHARS) {
            return Optional.of("Task ID must not be greater than " + MAX_ID_CHARS + " characters");
        }
        boolean bad = id.equals(".")
                || id.equals("..")
                || id.chars().anyMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
        return bad ? Optional.of("Task ID '" + id + "' contains invalid characters") : Optional.empty();
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

    private static Optional<String> command(TaskInfo task) {
        if (task.hasCommand() == task.hasExecutor()) {
            return Optional.of(
                    "Task should have at least one (but not both) of CommandInfo or ExecutorInfo present");
        }
        return task.hasExecutor() ? Optional.of("The testbed runs command tasks only") : Optional.empty();
    }

    private static Optional<String> resources(TaskInfo task, Resources available) {
        Resources wanted = Resources.of(task.getResourcesList());
        boolean negative = wanted.milli().values().stream().anyMatch(amount -> amount < 0);
        if (wanted.isEmpty() || negative) {
            return Optional.of(negative ? "Task uses invalid resources: " + wanted : "Task uses no resources");
        }
        return available.contains(wanted)
                ? Optional.empty()
                : Optional.of("Task uses more resources " + wanted + " than available " + available);
    }
}
