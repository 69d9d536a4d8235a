package dev.mesoschaos.testbed.agent;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.executor.Protos.Call;

/** Valid calls of executors: who may make them, and what they do (mesos-facts 1.5). */
final class ExecutorCalls {

    private final Tasks tasks;
    private final AgentInfo agent;
    private final Executor thread;

    /** Calls on this agent, of whose own thread {@code thread} is. */
    ExecutorCalls(Tasks tasks, AgentInfo agent, Executor thread) {
        this.tasks = tasks;
        this.agent = agent;
        this.thread = thread;
    }

    void handle(Call call, ExecutorAnswer answer, boolean recovered, long nowNanos) {
        if (call.getType() == Call.Type.HEARTBEAT) {
            answer.accept();
            return;
        }
        if (!recovered && call.getType() != Call.Type.SUBSCRIBE) {
            answer.refuse(503, "Agent has not finished recovery");
            return;
        }
        if (tasks.book().framework(call.getFrameworkId()).isEmpty()) {
            answer.refuse(400, "Framework cannot be found");
            return;
        }
        Optional<AgentExecutor> executor =
                tasks.book().executor(new ExecutorKey(call.getFrameworkId(), call.getExecutorId()));
        if (executor.isEmpty()) {
            answer.refuse(400, "Executor cannot be found");
        } else if (call.getType() == Call.Type.SUBSCRIBE) {
            subscribe(executor.get(), call.getSubscribe(), answer, nowNanos);
        } else if (executor.get().channel().isEmpty()) {
            answer.refuse(403, "Executor is not subscribed");
        } else {
            handle(call, executor.get(), answer, nowNanos);
        }
    }

    private void subscribe(AgentExecutor executor, Call.Subscribe call, ExecutorAnswer answer, long nowNanos) {
        AtomicReference<ExecutorChannel> own = new AtomicReference<>();
        // On the agent's thread, which is this one: after it is known which channel has closed.
        ExecutorChannel channel = answer.subscribe(() -> thread.execute(() -> executor.unsubscribed(own.get())));
        own.set(channel);
        tasks.desk().subscribed(executor, call, channel, agent, nowNanos);
    }

    private void handle(Call call, AgentExecutor executor, ExecutorAnswer answer, long nowNanos) {
        switch (call.getType()) {
            case UPDATE -> {
                TaskStatus status = call.getUpdate().getStatus();
                Optional<String> wrong = fault(status, call);
                if (wrong.isPresent()) {
                    answer.refuse(400, "Failed to validate executor::Call: " + wrong.get());
                    return;
                }
                answer.accept();
                tasks.desk().updated(executor, status, nowNanos);
            }
            case MESSAGE -> {
                answer.accept();
                tasks.desk().message(executor, call.getMessage().getData());
            }
            default -> answer.refuse(501, "501 Not Implemented.");
        }
    }

    private static Optional<String> fault(TaskStatus status, Call call) {
        if (!status.hasUuid()) {
            return Optional.of("Expecting 'uuid' to be present");
        }
        if (status.getUuid().size() != 2 * Long.BYTES) {
            return Optional.of("Received status update with invalid UUID");
        }
        if (status.getSource() != TaskStatus.Source.SOURCE_EXECUTOR) {
            return Optional.of("Received Call from executor " + call.getExecutorId().getValue() + " of framework "
                    + call.getFrameworkId().getValue() + " with invalid source, expecting 'SOURCE_EXECUTOR'");
        }
        if (status.getState() == TaskState.TASK_STAGING) {
            return Optional.of("Received TASK_STAGING from executor " + call.getExecutorId().getValue() + " of framework "
                    + call.getFrameworkId().getValue() + " which is not allowed");
        }
        return Optional.empty();
    }
}
