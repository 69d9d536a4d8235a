package dev.mesoschaos.testbed.agent;

import com.google.protobuf.ByteString;
import dev.mesoschaos.testbed.wire.AgentMessage;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.ContainerID;
import org.apache.mesos.v1.Protos.TaskGroupInfo;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.apache.mesos.v1.executor.Protos.Call;
import org.apache.mesos.v1.executor.Protos.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What custom executors say through the executor API, and the tasks they are handed (mesos-facts 1.5). */
final class ExecutorDesk {

    private static final Logger LOG = LoggerFactory.getLogger(ExecutorDesk.class);
    private static final Duration HEARTBEAT = Duration.ofMinutes(30);

    private final TaskParts parts;
    private final TaskReports reports;
    private final Map<ExecutorKey, Long> heartbeatDueNanos = new HashMap<>();

    ExecutorDesk(TaskParts parts, TaskReports reports) {
        this.parts = parts;
        this.reports = reports;
    }

    /** An executor has subscribed: it is told who it is, then given what waits for it. */
    void subscribed(AgentExecutor executor, Call.Subscribe call, ExecutorChannel channel, AgentInfo agent, long nowNanos) {
        executor.subscribed(channel);
        heartbeatDueNanos.put(executor.key(), nowNanos + HEARTBEAT.toNanos());
        channel.send(Event.newBuilder()
                .setType(Event.Type.SUBSCRIBED)
                .setSubscribed(Event.Subscribed.newBuilder()
                        .setExecutorInfo(executor.info())
                        .setFrameworkInfo(executor.framework())
                        .setAgentInfo(agent)
                        .setContainerId(ContainerID.newBuilder().setValue(executor.containerId())))
                .build());
        call.getUnacknowledgedUpdatesList().forEach(update -> updated(executor, update.getStatus(), nowNanos));
        if (executor.isRecovered()) {
            dropLost(executor, call, nowNanos);
        }
        deliver(executor);
        executor.tasks().stream().filter(task -> task.killCause().isPresent()).forEach(task -> channel.send(kill(task)));
    }

    /** Killed while the executor was away. */
    private static Event kill(AgentTask task) {
        return Event.newBuilder()
                .setType(Event.Type.KILL)
                .setKill(Event.Kill.newBuilder().setTaskId(task.info().getTaskId()))
                .build();
    }

    /** Tasks sent on their way just before the agent ended, which never arrived. */
    private void dropLost(AgentExecutor executor, Call.Subscribe call, long nowNanos) {
        Set<TaskID> arrived =
                call.getUnacknowledgedTasksList().stream().map(TaskInfo::getTaskId).collect(Collectors.toSet());
        for (AgentTask task : executor.tasks()) {
            boolean staging = task.isDelivered() && task.state() == TaskState.TASK_STAGING;
            if (staging && !arrived.contains(task.info().getTaskId())) {
                executor.remove(task);
                reports.agentSays(task, TaskStates.dropped(task.framework()), Reason.REASON_AGENT_RESTARTED,
                        "Task launched during agent restart", nowNanos);
            }
        }
    }

    /** Hands over every task that the executor has not got yet, if it is there. */
    void deliver(AgentExecutor executor) {
        if (executor.channel().isEmpty()) {
            return;
        }
        Map<String, List<AgentTask>> groups = executor.tasks().stream()
                .filter(task -> !task.isDelivered())
                .collect(Collectors.groupingBy(
                        task -> task.group().orElseGet(() -> task.info().getTaskId().getValue()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        groups.values().forEach(tasks -> {
            tasks.forEach(AgentTask::delivered);
            executor.channel().get().send(launch(tasks));
        });
    }

    private static Event launch(List<AgentTask> tasks) {
        if (tasks.getFirst().group().isEmpty()) {
            return Event.newBuilder()
                    .setType(Event.Type.LAUNCH)
                    .setLaunch(Event.Launch.newBuilder().setTask(tasks.getFirst().info()))
                    .build();
        }
        TaskGroupInfo.Builder group = TaskGroupInfo.newBuilder();
        tasks.forEach(task -> group.addTasks(task.info()));
        return Event.newBuilder()
                .setType(Event.Type.LAUNCH_GROUP)
                .setLaunchGroup(Event.LaunchGroup.newBuilder().setTaskGroup(group))
                .build();
    }

    /** An executor told the state of a task; it is acknowledged once it is recorded here. */
    void updated(AgentExecutor executor, TaskStatus status, long nowNanos) {
        TaskKey key = new TaskKey(executor.framework().getId(), status.getTaskId());
        Optional<AgentTask> task = parts.book().task(key);
        if (task.isEmpty()) {
            LOG.warn("Ignoring an update of {}: it is not here", key);
        } else if (isNews(task.get(), status.getUuid())) {
            reports.customExecutorSays(task.get(), status, nowNanos);
            if (TaskStates.isTerminal(task.get().state())) {
                executor.remove(task.get());
            }
        }
        executor.channel().ifPresent(channel -> channel.send(Event.newBuilder()
                .setType(Event.Type.ACKNOWLEDGED)
                .setAcknowledged(Event.Acknowledged.newBuilder()
                        .setTaskId(status.getTaskId())
                        .setUuid(status.getUuid()))
                .build()));
    }

    private static boolean isNews(AgentTask task, ByteString uuid) {
        return task.statuses().stream().noneMatch(known -> known.getUuid().equals(uuid));
    }

    /** Bytes for the scheduler. */
    void message(AgentExecutor executor, ByteString data) {
        ExecutorKey key = executor.key();
        parts.master().accept(new AgentMessage.FromExecutor(key.framework(), key.executor(), data));
    }

    /** Bytes from the scheduler. */
    void messageTo(AgentExecutor executor, ByteString data) {
        executor.channel().ifPresent(channel -> channel.send(Event.newBuilder()
                .setType(Event.Type.MESSAGE)
                .setMessage(Event.Message.newBuilder().setData(data))
                .build()));
    }

    /** Sends the heartbeats that are due. */
    void tick(long nowNanos) {
        heartbeatDueNanos.keySet().removeIf(key -> parts.book().executor(key).isEmpty());
        heartbeatDueNanos.replaceAll((key, due) -> {
            if (nowNanos - due < 0) {
                return due;
            }
            parts.book().executor(key).flatMap(AgentExecutor::channel)
                    .ifPresent(channel -> channel.send(Event.newBuilder().setType(Event.Type.HEARTBEAT).build()));
            return nowNanos + HEARTBEAT.toNanos();
        });
    }
}
