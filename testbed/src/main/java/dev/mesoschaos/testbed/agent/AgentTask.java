package dev.mesoschaos.testbed.agent;

import dev.mesoschaos.testbed.agent.container.ContainerProcess;
import dev.mesoschaos.testbed.agent.container.Kill;
import dev.mesoschaos.testbed.agent.container.RunDirectory;
import dev.mesoschaos.testbed.agent.health.CheckMonitor;
import dev.mesoschaos.testbed.agent.health.HealthMonitor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/** A task on this agent: what it is, the process that runs it, and what has been said about it. */
final class AgentTask {

    private static final Duration DEFAULT_KILL_GRACE = Duration.ofSeconds(3);

    private final AgentExecutor executor;
    private final TaskInfo info;
    private final String containerId;
    private final RunDirectory directory;
    private final Optional<String> group;
    private final List<TaskStatus> statuses = new ArrayList<>();
    private FrameworkInfo framework;
    private Optional<ContainerProcess> process = Optional.empty();
    private Optional<Kill> kill = Optional.empty();
    private Optional<KillCause> killCause = Optional.empty();
    private Optional<HealthMonitor> health = Optional.empty();
    private Optional<CheckMonitor> check = Optional.empty();
    private Optional<Long> completionDeadlineNanos = Optional.empty();
    private boolean delivered;
    private boolean silent;

    /** A task of an executor, in a container of its own where {@code containerId} is not the executor's. */
    AgentTask(AgentExecutor executor, TaskInfo info, String containerId, Optional<String> group) {
        this.executor = executor;
        this.framework = executor.framework();
        this.info = info;
        this.containerId = containerId;
        this.group = group;
        this.directory = containerId.equals(executor.containerId())
                ? executor.directory()
                : executor.directory().nested(containerId);
    }

    TaskKey key() {
        return new TaskKey(framework.getId(), info.getTaskId());
    }

    AgentExecutor executor() {
        return executor;
    }

    FrameworkInfo framework() {
        return framework;
    }

    /** The framework has changed what it is, such as its capabilities. */
    void framework(FrameworkInfo now) {
        framework = now;
    }

    TaskInfo info() {
        return info;
    }

    String containerId() {
        return containerId;
    }

    RunDirectory directory() {
        return directory;
    }

    /** Names the task group that lives and dies together; empty for a task on its own. */
    Optional<String> group() {
        return group;
    }

    /** Whether the task is to outlive a restart of the agent. */
    boolean checkpoints() {
        return framework.getCheckpoint();
    }

    /** The process that the agent looks after; custom executors have their tasks' processes for themselves. */
    Optional<ContainerProcess> process() {
        return process;
    }

    void runsIn(ContainerProcess started) {
        process = Optional.of(started);
        delivered = true;
    }

    /** Its process has ended and is no longer to be looked after. */
    void ended() {
        process = Optional.empty();
        health = Optional.empty();
        check = Optional.empty();
        completionDeadlineNanos = Optional.empty();
    }

    /** Whether its executor has got it. */
    boolean isDelivered() {
        return delivered;
    }

    void delivered() {
        delivered = true;
    }

    Optional<Kill> kill() {
        return kill;
    }

    /** Why it is being killed; empty when it is not. */
    Optional<KillCause> killCause() {
        return killCause;
    }

    void killBy(Kill begun, KillCause cause) {
        kill = Optional.of(begun);
        killCause = Optional.of(cause);
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
        return ownKillGrace().orElse(DEFAULT_KILL_GRACE);
    }

    /** That time where the task names one. */
    Optional<Duration> ownKillGrace() {
        return info.getKillPolicy().hasGracePeriod()
                ? Optional.of(Duration.ofNanos(info.getKillPolicy().getGracePeriod().getNanoseconds()))
                : Optional.empty();
    }

    /** Its checks and the time it has begin now. */
    void watchFrom(long nowNanos) {
        health = info.hasHealthCheck() ? Optional.of(new HealthMonitor(info.getHealthCheck(), nowNanos)) : Optional.empty();
        check = info.hasCheck() ? Optional.of(new CheckMonitor(info.getCheck(), nowNanos)) : Optional.empty();
        completionDeadlineNanos = info.hasMaxCompletionTime()
                ? Optional.of(nowNanos + info.getMaxCompletionTime().getNanoseconds())
                : Optional.empty();
    }

    Optional<HealthMonitor> health() {
        return health;
    }

    Optional<CheckMonitor> check() {
        return check;
    }

    boolean isOvertime(long nowNanos) {
        return completionDeadlineNanos.filter(deadline -> nowNanos - deadline >= 0).isPresent();
    }

    void add(TaskStatus status) {
        statuses.add(status);
    }

    /** All updates ever made, the oldest first. */
    List<TaskStatus> statuses() {
        return List.copyOf(statuses);
    }

    TaskState state() {
        return statuses.isEmpty() ? TaskState.TASK_STAGING : statuses.getLast().getState();
    }

    /** Whether its executor will say nothing more of it. */
    boolean isOver() {
        return TaskStates.isTerminal(state()) && process.isEmpty();
    }
}
