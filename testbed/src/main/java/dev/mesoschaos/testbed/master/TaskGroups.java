package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.master.allocation.Resources;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.TaskInfo;

/** What is wrong with a task group to launch, in the words of Mesos' TASK_ERROR. */
final class TaskGroups {

    private TaskGroups() {}

    /**
     * The first problem of the executor, of a task, or of all of them together.
     *
     * @param own what the executor holds itself, unless it runs already
     */
    static Optional<String> problem(
            Framework framework,
            RegisteredAgent agent,
            Operation.LaunchGroup launch,
            Resources own,
            Resources available) {
        if (launch.getTaskGroup().getTasksCount() == 0) {
            return Optional.of("Task group cannot be empty");
        }
        if (launch.getExecutor().getType() != ExecutorInfo.Type.DEFAULT) {
            return Optional.of("The testbed runs task groups in default executors only");
        }
        Set<String> ids = new HashSet<>();
        Resources total = own;
        for (TaskInfo task : launch.getTaskGroup().getTasksList()) {
            if (task.hasExecutor()) {
                return Optional.of("Task '" + task.getTaskId().getValue() + "' is invalid: 'TaskInfo.executor' must not be set");
            }
            if (!ids.add(task.getTaskId().getValue())) {
                return Optional.of("Task group contains duplicate ID: " + task.getTaskId().getValue());
            }
            Optional<String> problem = TaskValidation.problem(framework, agent, task, available);
            if (problem.isPresent()) {
                return problem.map(text -> "Task '" + task.getTaskId().getValue() + "' is invalid: " + text);
            }
            total = total.plus(Resources.of(task.getResourcesList()));
        }
        return available.contains(total)
                ? Optional.empty()
                : Optional.of("Total resources " + total + " required by task group and its executor is more than available "
                        + available);
    }
}
