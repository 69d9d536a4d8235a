package dev.mesoschaos.testbed.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskStatus;

/** Tasks in the form in which masters and operators see them. */
final class TaskMessages {

    private TaskMessages() {}

    static Task task(AgentTask task, Optional<TaskStatus> forwarded) {
        TaskInfo info = task.info();
        Task.Builder message = Task.newBuilder()
                .setName(info.getName())
                .setTaskId(info.getTaskId())
                .setFrameworkId(task.framework().getId())
                .setAgentId(info.getAgentId())
                .setState(task.state())
                .addAllResources(info.getResourcesList())
                .addAllStatuses(shown(task.statuses()))
                .putAllLimits(info.getLimitsMap());
        if (task.executor().kind() != AgentExecutor.Kind.COMMAND) {
            message.setExecutorId(task.executor().info().getExecutorId());
        }
        forwarded.ifPresent(status ->
                message.setStatusUpdateState(status.getState()).setStatusUpdateUuid(status.getUuid()));
        if (info.getCommand().hasUser()) {
            message.setUser(info.getCommand().getUser());
        }
        if (info.hasLabels()) {
            message.setLabels(info.getLabels());
        }
        if (info.hasDiscovery()) {
            message.setDiscovery(info.getDiscovery());
        }
        if (info.hasContainer()) {
            message.setContainer(info.getContainer());
        }
        if (info.hasHealthCheck()) {
            message.setHealthCheck(info.getHealthCheck());
        }
        if (info.hasKillPolicy()) {
            message.setKillPolicy(info.getKillPolicy());
        }
        return message.build();
    }

    /** Of several updates in a row with the same state Mesos keeps the last, so that health checks do not fill it up. */
    private static List<TaskStatus> shown(List<TaskStatus> statuses) {
        List<TaskStatus> shown = new ArrayList<>();
        for (TaskStatus status : statuses) {
            if (!shown.isEmpty() && shown.getLast().getState() == status.getState()) {
                shown.removeLast();
            }
            shown.add(status);
        }
        return shown;
    }
}
