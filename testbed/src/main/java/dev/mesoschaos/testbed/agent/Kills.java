package dev.mesoschaos.testbed.agent;

import dev.mesoschaos.testbed.agent.container.Kill;
import java.time.Duration;
import java.util.Optional;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.KillPolicy;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.apache.mesos.v1.executor.Protos.Event;

/** Begins to kill tasks and to shut executors down; {@link ExecutorEnds} sees what comes of it. */
final class Kills {

    private final TaskParts parts;
    private final TaskReports reports;

    Kills(TaskParts parts, TaskReports reports) {
        this.parts = parts;
        this.reports = reports;
    }

    /**
     * Begins to kill a task; of a second time only a shorter grace counts (mesos-facts 4.3).
     *
     * @param policy overrules the task's own, except for command tasks with default flags (mesos-facts statement 63)
     */
    void kill(AgentTask task, KillCause cause, Optional<KillPolicy> policy, long nowNanos) {
        if (TaskStates.isTerminal(task.state()) && task.process().isEmpty()) {
            return;
        }
        if (!task.isDelivered()) {
            killDuringLaunch(task, nowNanos);
        } else if (task.executor().kind() == AgentExecutor.Kind.CUSTOM) {
            tellExecutor(task, cause, policy, nowNanos);
        } else if (task.killCause().isPresent()) {
            task.kill().ifPresent(begun -> begun.hurry(grace(task, cause, policy), nowNanos));
        } else {
            begin(task, cause, grace(task, cause, policy), nowNanos);
        }
    }

    /** Goes on with a kill that an earlier process of this agent began. */
    void resume(AgentTask task, KillCause cause, long nowNanos) {
        task.killBy(new Kill(grace(task, cause, Optional.empty()), nowNanos), cause);
    }

    private void begin(AgentTask task, KillCause cause, Duration grace, long nowNanos) {
        Kill kill = new Kill(grace, nowNanos);
        task.killBy(kill, cause);
        parts.recordKill(task);
        if (TaskStates.has(task.framework(), Capability.Type.TASK_KILLING_STATE)) {
            reports.executorSays(task, TaskState.TASK_KILLING, nowNanos);
        }
        task.process().ifPresent(process -> kill.proceed(process, nowNanos));
    }

    private Duration grace(AgentTask task, KillCause cause, Optional<KillPolicy> policy) {
        if (cause == KillCause.COMPLETION_TIME) {
            return Duration.ZERO;
        }
        boolean reaches = task.executor().kind() == AgentExecutor.Kind.DEFAULT
                || parts.host().settings().killPolicyReachesCommands();
        return policy.filter(wanted -> reaches && wanted.hasGracePeriod())
                .map(wanted -> Duration.ofNanos(wanted.getGracePeriod().getNanoseconds()))
                .orElseGet(task::killGrace);
    }

    private void killDuringLaunch(AgentTask task, long nowNanos) {
        AgentExecutor executor = task.executor();
        executor.remove(task);
        reports.agentSays(task, TaskState.TASK_KILLED, Reason.REASON_TASK_KILLED_DURING_LAUNCH,
                "Killed before delivery to the executor", nowNanos);
        if (task.isSilent()) {
            parts.book().remove(task);
        }
        for (AgentTask other : executor.tasks()) {
            if (task.group().isPresent() && task.group().equals(other.group()) && !other.isDelivered()) {
                killDuringLaunch(other, nowNanos);
            }
        }
        if (executor.tasks().isEmpty()) {
            executor.shutDownBy(nowNanos);
        }
    }

    private void tellExecutor(AgentTask task, KillCause cause, Optional<KillPolicy> policy, long nowNanos) {
        task.killBy(new Kill(task.killGrace(), nowNanos), cause);
        parts.recordKill(task);
        Event.Kill.Builder kill = Event.Kill.newBuilder().setTaskId(task.info().getTaskId());
        policy.ifPresent(kill::setKillPolicy);
        task.executor().channel().ifPresent(channel ->
                channel.send(Event.newBuilder().setType(Event.Type.KILL).setKill(kill).build()));
    }

    /** Tells an executor to end; what is left of it when its grace is over is destroyed. */
    void shutDown(AgentExecutor executor, long nowNanos) {
        if (executor.isShuttingDown()) {
            return;
        }
        executor.shutDownBy(nowNanos + ExecutorEnvironment.grace(executor, parts.host().settings()).toNanos());
        if (executor.kind() == AgentExecutor.Kind.CUSTOM) {
            executor.channel().ifPresent(channel ->
                    channel.send(Event.newBuilder().setType(Event.Type.SHUTDOWN).build()));
        } else {
            executor.tasks().forEach(task -> kill(task, KillCause.CALL, Optional.empty(), nowNanos));
        }
    }
}
