package dev.mesoschaos.testbed.agent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/** A task on this agent: what it is, the process that runs it, and what has been said about it. */
final class AgentTask {

    private static final Duration DEFAULT_KILL_GRACE = Duration.ofSeconds(3);

    private final FrameworkInfo framework;
    private final TaskInfo info;
    private final String containerId;
    private final RunDirectory directory;
    private final List<TaskStatus> statuses = new ArrayList<>();
    private Optional<CommandExecutor> executor = Optional.empty();
    private Optional<Kill> kill = Optional.empty();
    private boolean silent;

    AgentTask(FrameworkInfo framework, TaskInfo info, String containerId, RunDirectory directory) {
        this.framework = framework;
        this.info = info;
        this.containerId = containerId;
        this.directory = directory;
    }

    TaskKey key() {
        return new TaskKey(framework.getId(), info.getTaskId());
    }

    FrameworkInfo framework() {
        return framework;
    }

    TaskInfo info() {
        return info;
    }

    CommandInfo command() {
        return info.getCommand();
    }

    String containerId() {
        return containerId;
    }

    RunDirectory directory() {
        return directory;
    }

    /** Whether the task is to outlive a restart of the agent. */
    boolean checkpoints() {
        return framework.getCheckpoint();
    }

    Optional<CommandExecutor> executor() {
        return executor;
    }

    void runsIn(CommandExecutor started) {
        executor = Optional.of(started);
    }

    /** Its executor has ended and is no longer to be looked after. */
    void ended() {
        executor = Optional.empty();
    }

    Optional<Kill> kill() {
        return kill;
    }

    void killBy(Kill begun) {
        kill = Optional.of(begun);
    }

    /** Nobody is to hear of this task any more: its framework was removed. */
    void silence() {
        silent = true;
    }

    boolean isSilent() {
        return silent;
    }

    /** Time between SIGTERM and SIGKILL. */
    Duration killGrace() {
        return info.getKillPolicy().hasGracePeriod()
                ? Duration.ofNanos(info.getKillPolicy().getGracePeriod().getNanoseconds())
                : DEFAULT_KILL_GRACE;
    }

    void add(TaskStatus status) {
        statuses.add(status);
    }

    List<TaskStatus> statuses() {
        return List.copyOf(statuses);
    }

    TaskState state() {
        return statuses.isEmpty() ? TaskState.TASK_STAGING : statuses.getLast().getState();
    }

    /** The task as the master keeps it; {@code forwarded} is the newest update that was on its way to the scheduler. */
    Task toMessage(Optional<TaskStatus> forwarded) {
        Task.Builder task = Task.newBuilder()
                .setName(info.getName())
                .setTaskId(info.getTaskId())
                .setFrameworkId(framework.getId())
                .setAgentId(info.getAgentId())
                .setState(state())
                .addAllResources(info.getResourcesList())
                .addAllStatuses(statuses);
        forwarded.ifPresent(status ->
                task.setStatusUpdateState(status.getState()).setStatusUpdateUuid(status.getUuid()));
        if (info.hasLabels()) {
            task.setLabels(info.getLabels());
        }
        if (info.hasDiscovery()) {
            task.setDiscovery(info.getDiscovery());
        }
        if (info.hasKillPolicy()) {
            task.setKillPolicy(info.getKillPolicy());
        }
        return task.build();
    }
}
