package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.master.allocation.Claim;
import dev.mesoschaos.testbed.master.allocation.Resources;
import dev.mesoschaos.testbed.wire.MasterMessage;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskGroupInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;

/** Launches tasks on what accepted offers have, alone or in groups; TASK_ERROR answers those that are not valid. */
final class TaskLaunches {

    private final Tasks tasks;
    private final TaskRefusals refusals;
    private final TaskPermission permission;

    TaskLaunches(Tasks tasks, TaskRefusals refusals, TaskPermission permission) {
        this.tasks = tasks;
        this.refusals = refusals;
        this.permission = permission;
    }

    /**
     * Launches each task for itself: in an executor of Mesos' own when it has a command, else in the one it brings, which
     * may run already.
     *
     * @return what the offers have left
     */
    Resources launch(
            Framework framework, RegisteredAgent agent, Claim claim, Operation.Launch launch, Resources available) {
        Resources left = available;
        for (TaskInfo given : launch.getTaskInfosList()) {
            TaskInfo task = allocated(named(given, framework), claim);
            Optional<String> forbidden = permission.problem(framework, task);
            if (forbidden.isPresent()) {
                refuse(framework, List.of(task), Reason.REASON_TASK_UNAUTHORIZED, forbidden.get());
                continue;
            }
            Optional<String> problem = TaskValidation.problem(framework, agent, task, left);
            if (problem.isPresent()) {
                refuse(framework, List.of(task), Reason.REASON_TASK_INVALID, problem.get());
                continue;
            }
            Optional<ExecutorInfo> executor = task.hasExecutor() ? Optional.of(task.getExecutor()) : Optional.empty();
            if (executor.isPresent()) {
                left = left.minus(start(agent, claim, executor.get()));
            }
            left = left.minus(track(framework, agent, claim, task, executor.map(ExecutorInfo::getExecutorId)));
            agent.send(new MasterMessage.RunTask(framework.info(), task));
        }
        return left;
    }

    /**
     * Launches all tasks of a group in one executor, or none.
     *
     * @return what the offers have left
     */
    Resources launchGroup(
            Framework framework,
            RegisteredAgent agent,
            Claim claim,
            Operation.LaunchGroup launch,
            Resources available) {
        List<TaskInfo> group = launch.getTaskGroup().getTasksList().stream()
                .map(task -> allocated(task, claim))
                .toList();
        ExecutorInfo executor = allocated(launch.getExecutor(), claim);
        Optional<String> forbidden =
                group.stream().flatMap(task -> permission.problem(framework, task).stream()).findFirst();
        if (forbidden.isPresent()) {
            refuse(framework, group, Reason.REASON_TASK_GROUP_UNAUTHORIZED, forbidden.get());
            return available;
        }
        Optional<String> problem = TaskGroups.problem(framework, agent, executor, group, available);
        if (problem.isPresent()) {
            refuse(framework, group, Reason.REASON_TASK_GROUP_INVALID, problem.get());
            return available;
        }
        Resources left = available.minus(start(agent, claim, executor));
        for (TaskInfo task : group) {
            left = left.minus(track(framework, agent, claim, task, Optional.of(executor.getExecutorId())));
        }
        agent.send(new MasterMessage.RunTaskGroup(
                framework.info(), executor, TaskGroupInfo.newBuilder().addAllTasks(group).build()));
        return left;
    }

    /** What the executor takes, which is nothing when it runs already. */
    private static Resources start(RegisteredAgent agent, Claim claim, ExecutorInfo executor) {
        Resources own = agent.missing(executor);
        agent.start(executor, claim);
        return own;
    }

    private Resources track(
            Framework framework, RegisteredAgent agent, Claim claim, TaskInfo task, Optional<ExecutorID> executor) {
        TrackedTask tracked = TrackedTask.launched(framework, task, claim.role(), executor);
        tasks.add(framework, agent, tracked);
        return tracked.resources();
    }

    /** Executors may leave out whose they are, but not those of groups. */
    private static TaskInfo named(TaskInfo task, Framework framework) {
        return !task.hasExecutor() || task.getExecutor().hasFrameworkId()
                ? task
                : task.toBuilder()
                        .setExecutor(task.getExecutor().toBuilder().setFrameworkId(framework.id()))
                        .build();
    }

    private static TaskInfo allocated(TaskInfo task, Claim claim) {
        TaskInfo.Builder allocated = task.toBuilder()
                .clearResources()
                .addAllResources(allocated(task.getResourcesList(), claim));
        if (task.hasExecutor()) {
            allocated.setExecutor(allocated(task.getExecutor(), claim));
        }
        return allocated.build();
    }

    private static ExecutorInfo allocated(ExecutorInfo executor, Claim claim) {
        return executor.toBuilder()
                .clearResources()
                .addAllResources(allocated(executor.getResourcesList(), claim))
                .build();
    }

    private static List<Resource> allocated(List<Resource> resources, Claim claim) {
        Resource.AllocationInfo allocation =
                Resource.AllocationInfo.newBuilder().setRole(claim.role()).build();
        return resources.stream()
                .map(resource -> resource.toBuilder().setAllocationInfo(allocation).build())
                .toList();
    }

    private void refuse(Framework framework, List<TaskInfo> refused, Reason reason, String why) {
        refused.forEach(task -> refusals.tell(framework, task, TaskState.TASK_ERROR, reason, why));
    }
}
