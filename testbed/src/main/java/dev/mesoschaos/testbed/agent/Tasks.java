package dev.mesoschaos.testbed.agent;

import com.google.protobuf.ByteString;
import dev.mesoschaos.testbed.agent.container.ContainerProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.DrainConfig;
import org.apache.mesos.v1.Protos.DurationInfo;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.KillPolicy;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All executors and tasks of an agent, as the master's orders see them. For one thread. */
final class Tasks {

    private static final Logger LOG = LoggerFactory.getLogger(Tasks.class);

    private final TaskParts parts;
    private final TaskReports reports;
    private final Kills kills;
    private final ExecutorEnds ends;
    private final ExecutorDesk desk;
    private final Launches launches;
    private final TaskWatch watch;

    Tasks(TaskParts parts) {
        this.parts = parts;
        this.reports = new TaskReports(parts.statuses(), parts.updates());
        this.kills = new Kills(parts, reports);
        this.ends = new ExecutorEnds(parts, reports, kills);
        this.desk = new ExecutorDesk(parts, reports);
        this.launches = new Launches(parts, reports, new ExecutorStarts(parts, reports, ends, desk));
        this.watch = new TaskWatch(parts, reports, kills);
    }

    TaskBook book() {
        return parts.book();
    }

    /** What executors say comes here. */
    ExecutorDesk desk() {
        return desk;
    }

    void run(FrameworkInfo framework, TaskInfo task, AgentID agent, long nowNanos) {
        launches.run(framework, task, agent, nowNanos);
    }

    void runGroup(FrameworkInfo framework, ExecutorInfo executor, List<TaskInfo> tasks, AgentID agent, long nowNanos) {
        launches.runGroup(framework, executor, tasks, agent, nowNanos);
    }

    /** Begins to kill a task; one that is not here is dropped (mesos-facts 4.3). */
    void kill(TaskKey key, Optional<KillPolicy> policy, AgentID agent, long nowNanos) {
        Optional<AgentTask> task = book().task(key);
        if (task.isPresent()) {
            kills.kill(task.get(), KillCause.CALL, policy, nowNanos);
        } else if (book().framework(key.framework()).isPresent()) {
            drop(key, book().framework(key.framework()).get(), agent, Reason.REASON_EXECUTOR_TERMINATED, nowNanos);
        } else {
            LOG.warn("Ignoring the kill of {}: its framework is unknown", key);
        }
    }

    /** Kills every task because the agent is drained: by its own grace, but in no longer than the operator gives. */
    void drain(DrainConfig config, long nowNanos) {
        KillCause cause = config.getMarkGone() ? KillCause.DRAIN_AND_GONE : KillCause.DRAIN;
        for (AgentTask task : book().tasks()) {
            kills.kill(task, cause, drainPolicy(task, config), nowNanos);
        }
    }

    private static Optional<KillPolicy> drainPolicy(AgentTask task, DrainConfig config) {
        if (!config.hasMaxGracePeriod()) {
            return Optional.empty();
        }
        Duration longest = Duration.ofNanos(config.getMaxGracePeriod().getNanoseconds());
        Duration grace = task.ownKillGrace().filter(own -> own.compareTo(longest) < 0).orElse(longest);
        return Optional.of(KillPolicy.newBuilder()
                .setGracePeriod(DurationInfo.newBuilder().setNanoseconds(grace.toNanos()))
                .build());
    }

    /** Shuts one executor down; ignored when it is not here. */
    void shutdownExecutor(ExecutorKey key, long nowNanos) {
        book().executor(key).ifPresent(executor -> kills.shutDown(executor, nowNanos));
    }

    /** Hands bytes of a scheduler to an executor; dropped when it is not here. */
    void message(ExecutorKey key, ByteString data) {
        book().executor(key).ifPresent(executor -> desk.messageTo(executor, data));
    }

    /** A framework may have changed what it is; returns whether it is known here. */
    boolean update(FrameworkInfo framework) {
        boolean known = book().framework(framework.getId()).isPresent();
        if (known) {
            book().add(framework);
            book().tasks().stream()
                    .filter(task -> task.framework().getId().equals(framework.getId()))
                    .forEach(task -> task.framework(framework));
        }
        return known;
    }

    /** Ends all executors of a framework that was removed, and says nothing of it. */
    void shutdownFramework(FrameworkID framework, long nowNanos) {
        silence(Optional.of(framework), nowNanos);
        parts.updates().forget(framework);
        book().remove(framework);
    }

    /** Ends all executors, because the agent is to go, and says nothing of it. */
    void shutdown(long nowNanos) {
        silence(Optional.empty(), nowNanos);
    }

    private void silence(Optional<FrameworkID> framework, long nowNanos) {
        for (AgentTask task : book().tasks()) {
            if (framework.isEmpty() || framework.get().equals(task.framework().getId())) {
                task.silence();
                if (task.isOver()) {
                    complete(task);
                }
            }
        }
        for (AgentExecutor executor : book().executors()) {
            if (framework.isEmpty() || framework.get().equals(executor.framework().getId())) {
                kills.shutDown(executor, nowNanos);
            }
        }
    }

    /** Kills every process of every task at once, without any grace. */
    void killNow() {
        for (AgentExecutor executor : book().executors()) {
            executor.tasks().forEach(task -> task.process().ifPresent(ContainerProcess::destroy));
            executor.container().ifPresent(ContainerProcess::destroy);
        }
    }

    /** The master believes in a task that this agent does not have (mesos-facts 4.3). */
    void reconcileUnknown(FrameworkInfo framework, TaskID task, AgentID agent, long nowNanos) {
        TaskKey key = new TaskKey(framework.getId(), task);
        if (book().task(key).isEmpty()) {
            drop(key, framework, agent, Reason.REASON_RECONCILIATION, nowNanos);
        }
    }

    void acknowledge(TaskKey key, UUID uuid, long nowNanos) {
        Optional<AgentTask> task = book().task(key);
        boolean nothingLeft = parts.updates().acknowledge(key, task, StatusStamp.bytes(uuid), nowNanos);
        task.filter(known -> nothingLeft && known.isOver()).ifPresent(this::complete);
    }

    /** Looks after executors and tasks: twenty times a second. */
    void tick(AgentID agent, long nowNanos) {
        ends.tick(nowNanos);
        watch.tick(agent, nowNanos);
        desk.tick(nowNanos);
    }

    /** Goes on with what an earlier process of this agent had. */
    void recover(List<ExecutorCheckpoint.Recovered> found, AgentID agent, long nowNanos) {
        new Recovery(parts, reports, kills).recover(found, agent, nowNanos);
    }

    /** Whether no container is left. */
    boolean isIdle() {
        return book().executors().stream().allMatch(executor -> executor.container().isEmpty());
    }

    /** Whether nothing is here that draining would have to wait for. */
    boolean isDrained() {
        return book().tasks().isEmpty() && book().executors().isEmpty();
    }

    /** The tasks that are not both terminal and acknowledged, as operators see them. */
    AgentSnapshot.Tasks snapshot() {
        List<Task> queued = new ArrayList<>();
        List<Task> launched = new ArrayList<>();
        List<Task> terminated = new ArrayList<>();
        for (AgentTask task : book().tasks()) {
            boolean over = TaskStates.isTerminal(task.state());
            List<Task> list = over ? terminated : task.isDelivered() ? launched : queued;
            list.add(TaskMessages.task(task, parts.updates().forwarded(task.key())));
        }
        return new AgentSnapshot.Tasks(List.copyOf(queued), List.copyOf(launched), List.copyOf(terminated));
    }

    /** Every task that is not both terminal and acknowledged. */
    List<Task> messages() {
        return book().tasks().stream()
                .filter(task -> !task.isSilent())
                .map(task -> TaskMessages.task(task, parts.updates().forwarded(task.key())))
                .toList();
    }

    /** The executors that masters are to know: none of a removed framework, and none that is part of its one task. */
    List<ExecutorInfo> executors() {
        return book().executors().stream()
                .filter(executor -> executor.kind() != AgentExecutor.Kind.COMMAND)
                .filter(executor -> book().framework(executor.key().framework()).isPresent())
                .map(AgentExecutor::info)
                .toList();
    }

    private void complete(AgentTask task) {
        book().remove(task);
        book().completed().add(TaskMessages.task(task, Optional.of(task.statuses().getLast())));
        parts.host().checkpoint(task).ifPresent(TaskCheckpoint::remove);
        ends.removeRecord(task.executor());
    }

    /** Disowns a task that was never here. */
    private void drop(TaskKey key, FrameworkInfo framework, AgentID agent, Reason reason, long nowNanos) {
        String message = reason == Reason.REASON_RECONCILIATION
                ? "Reconciliation: task unknown to the agent"
                : "No executor found for the task";
        TaskState state = TaskStates.dropped(framework);
        parts.updates().publish(key, parts.statuses().fromAgent(key.task(), agent, state, reason, message), nowNanos);
    }
}
