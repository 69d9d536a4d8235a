package dev.mesoschaos.testbed.agent;

import dev.mesoschaos.testbed.agent.health.CheckMonitor;
import dev.mesoschaos.testbed.agent.health.Finding;
import dev.mesoschaos.testbed.agent.health.HealthMonitor;
import dev.mesoschaos.testbed.agent.health.Probe;
import dev.mesoschaos.testbed.agent.health.Prober;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;

/** Checks the tasks of built-in executors, and kills those that fail their health checks or take too long. */
final class TaskWatch {

    private final TaskParts parts;
    private final TaskReports reports;
    private final Kills kills;

    TaskWatch(TaskParts parts, TaskReports reports, Kills kills) {
        this.parts = parts;
        this.reports = reports;
        this.kills = kills;
    }

    /** Begins the tries that are due. */
    void tick(AgentID agent, long nowNanos) {
        for (AgentTask task : parts.book().tasks()) {
            if (task.process().isEmpty() || task.killCause().isPresent()) {
                continue;
            }
            if (task.isOvertime(nowNanos)) {
                kills.kill(task, KillCause.COMPLETION_TIME, Optional.empty(), nowNanos);
                continue;
            }
            task.health().ifPresent(health -> health.begin(nowNanos)
                    .ifPresent(probe -> begin(task, probe, health.timeout(), agent, found -> found(task, health, found))));
            task.check().ifPresent(check -> check.begin(nowNanos)
                    .ifPresent(probe -> begin(task, probe, check.timeout(), agent, found -> found(task, check, found))));
        }
    }

    private void begin(AgentTask task, Probe probe, Duration timeout, AgentID agent, Consumer<Finding> then) {
        var unused = parts.host().prober().begin(probe, timeout, place(task, agent)).thenAcceptAsync(then, parts.thread());
    }

    private Prober.Place place(AgentTask task, AgentID agent) {
        return new Prober.Place(
                task.directory().sandbox(), ExecutorEnvironment.of(task, agent, parts.host().settings()));
    }

    private void found(AgentTask task, HealthMonitor health, Finding finding) {
        long now = parts.nanos().getAsLong();
        if (task.killCause().isPresent() || task.health().filter(present -> present == health).isEmpty()) {
            return;
        }
        health.ended(finding, now).ifPresent(report -> {
            TaskStatus.Builder status = reports.ofExecutor(task, TaskState.TASK_RUNNING)
                    .setReason(Reason.REASON_TASK_HEALTH_CHECK_STATUS_UPDATED)
                    .setHealthy(report.healthy());
            reports.executorSays(task, status, now);
            if (report.kill()) {
                kills.kill(task, KillCause.HEALTH, Optional.empty(), now);
            }
        });
    }

    private void found(AgentTask task, CheckMonitor check, Finding finding) {
        long now = parts.nanos().getAsLong();
        if (task.killCause().isPresent() || task.check().filter(present -> present == check).isEmpty()) {
            return;
        }
        check.ended(finding, now).ifPresent(found -> {
            TaskStatus.Builder status = reports.ofExecutor(task, TaskState.TASK_RUNNING)
                    .setReason(Reason.REASON_TASK_CHECK_STATUS_UPDATED)
                    .setCheckStatus(found);
            lastHealth(task).ifPresent(status::setHealthy);
            reports.executorSays(task, status, now);
        });
    }

    private static Optional<Boolean> lastHealth(AgentTask task) {
        TaskStatus last = task.statuses().getLast();
        return last.hasHealthy() ? Optional.of(last.getHealthy()) : Optional.empty();
    }
}
