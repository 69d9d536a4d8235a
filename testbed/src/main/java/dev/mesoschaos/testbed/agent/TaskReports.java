package dev.mesoschaos.testbed.agent;

import dev.mesoschaos.testbed.agent.container.Limitation;
import java.util.Optional;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;

/** Status updates of tasks that are here, in the words of executors and of the agent (mesos-facts 4.3). */
final class TaskReports {

    private final StatusFactory statuses;
    private final StatusUpdates updates;

    TaskReports(StatusFactory statuses, StatusUpdates updates) {
        this.statuses = statuses;
        this.updates = updates;
    }

    /** The executor says no more than the state. */
    void executorSays(AgentTask task, TaskState state, long nowNanos) {
        executorSays(task, statuses.fromExecutor(task, state), nowNanos);
    }

    /** The executor says this. */
    void executorSays(AgentTask task, TaskStatus.Builder status, long nowNanos) {
        boolean killed = status.getState() == TaskState.TASK_KILLING || status.getState() == TaskState.TASK_KILLED;
        if (killed && task.killCause().isPresent()) {
            tellCause(task, task.killCause().get(), status);
        }
        publish(task, status.build(), nowNanos);
    }

    TaskStatus.Builder ofExecutor(AgentTask task, TaskState state) {
        return statuses.fromExecutor(task, state);
    }

    /** A custom executor said this. */
    void customExecutorSays(AgentTask task, TaskStatus said, long nowNanos) {
        executorSays(task, statuses.complete(task, said).toBuilder(), nowNanos);
    }

    /** The agent says this of a task. */
    void agentSays(AgentTask task, TaskState state, Reason reason, String message, long nowNanos) {
        publish(
                task,
                statuses.fromAgent(task.info().getTaskId(), task.info().getAgentId(), state, reason, message),
                nowNanos);
    }

    /** The executor of a task ended before it. */
    void executorEnded(AgentTask task, ExecutorEnd end, long nowNanos) {
        TaskState state = end.gone() ? TaskStates.gone(task.framework()) : TaskState.TASK_FAILED;
        TaskStatus.Builder status = statuses.fromAgent(
                task.info().getTaskId(), task.info().getAgentId(), state, end.reason(), end.message()).toBuilder();
        Optional<Limitation> limitation = end.limitation();
        limitation.ifPresent(exceeded -> status.setLimitation(exceeded.toMessage()));
        publish(task, status.build(), nowNanos);
    }

    private void publish(AgentTask task, TaskStatus status, long nowNanos) {
        if (task.isSilent()) {
            task.add(status);
        } else {
            updates.publish(task, status, nowNanos);
        }
    }

    private static void tellCause(AgentTask task, KillCause cause, TaskStatus.Builder status) {
        switch (cause) {
            case HEALTH -> status.setHealthy(false);
            case DRAIN, DRAIN_AND_GONE -> {
                status.setReason(Reason.REASON_AGENT_DRAINING);
                if (cause == KillCause.DRAIN_AND_GONE
                        && TaskStates.has(task.framework(), Capability.Type.PARTITION_AWARE)) {
                    status.setState(TaskState.TASK_GONE_BY_OPERATOR);
                }
            }
            default -> {}
        }
    }
}
