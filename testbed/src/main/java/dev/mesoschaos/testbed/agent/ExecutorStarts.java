package dev.mesoschaos.testbed.agent;

import dev.mesoschaos.testbed.agent.container.ContainerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts executors and hands them their tasks: TASK_STARTING and TASK_RUNNING by built-in executors, TASK_FAILED where one
 * cannot be started. Custom executors get theirs when they subscribe.
 */
final class ExecutorStarts {

    private static final Logger LOG = LoggerFactory.getLogger(ExecutorStarts.class);

    private final TaskParts parts;
    private final TaskReports reports;
    private final ExecutorEnds ends;
    private final ExecutorDesk desk;

    ExecutorStarts(TaskParts parts, TaskReports reports, ExecutorEnds ends, ExecutorDesk desk) {
        this.parts = parts;
        this.reports = reports;
        this.ends = ends;
        this.desk = desk;
    }

    /** Makes ready what a new executor needs, then starts it. */
    void start(AgentExecutor executor, AgentID agent) {
        CommandInfo command = executor.kind() == AgentExecutor.Kind.COMMAND
                ? executor.tasks().iterator().next().info().getCommand()
                : executor.info().getCommand();
        then(parts.host().furnish(executor.directory(), command), failure -> {
            if (executor.isShuttingDown()) {
                ends.neverStarted(executor);
            } else if (failure.isPresent()) {
                ends.failed(executor, ExecutorEnd.notLaunched(failure.get()));
            } else {
                open(executor, command, agent);
            }
        });
    }

    private void open(AgentExecutor executor, CommandInfo command, AgentID agent) {
        long now = parts.nanos().getAsLong();
        try {
            HostSettings settings = parts.host().settings();
            switch (executor.kind()) {
                case COMMAND -> {
                    AgentTask task = executor.tasks().iterator().next();
                    var environment = ExecutorEnvironment.of(task, agent, settings);
                    executor.runsIn(parts.host().start(executor, command, CommandLines.of(command), environment));
                    started(task, executor.container().orElseThrow(), now);
                }
                case DEFAULT -> {
                    var environment = ExecutorEnvironment.of(executor, command, agent, settings);
                    executor.runsIn(parts.host().start(executor, command, CommandLines.DEFAULT_EXECUTOR, environment));
                    deliver(executor, agent, now);
                }
                case CUSTOM -> {
                    var environment = ExecutorEnvironment.of(executor, command, agent, settings);
                    executor.runsIn(parts.host().start(executor, command, CommandLines.of(command), environment));
                    executor.mustSubscribeBy(now + settings.executorRegistration().toNanos());
                }
            }
            parts.host().disk().watch(executor.containerId(), executor.directory().sandbox(),
                    executor.limits().diskBytes(), now);
            LOG.info("Started {} in process {}", executor.key(), executor.container().orElseThrow().process().pid());
        } catch (IOException e) {
            ends.failed(executor, ExecutorEnd.notLaunched(e.getMessage()));
        }
    }

    /** More tasks in an executor that runs. */
    void grow(AgentExecutor executor, AgentID agent, long nowNanos) {
        try {
            parts.host().isolation().update(executor.containerId(), executor.limits());
        } catch (IOException e) {
            ends.end(executor, ExecutorEnd.notUpdated(e.getMessage()));
            return;
        }
        parts.host().disk().watch(executor.containerId(), executor.directory().sandbox(),
                executor.limits().diskBytes(), nowNanos);
        deliver(executor, agent, nowNanos);
    }

    private void deliver(AgentExecutor executor, AgentID agent, long nowNanos) {
        if (executor.kind() == AgentExecutor.Kind.CUSTOM) {
            desk.deliver(executor);
            return;
        }
        for (AgentTask task : executor.tasks()) {
            if (!task.isDelivered()) {
                task.delivered();
                reports.executorSays(task, TaskState.TASK_STARTING, nowNanos);
                then(parts.host().furnish(task.directory(), task.info().getCommand()), failure -> nest(task, failure, agent));
            }
        }
    }

    private void nest(AgentTask task, Optional<String> failure, AgentID agent) {
        if (TaskStates.isTerminal(task.state())) {
            return;
        }
        long now = parts.nanos().getAsLong();
        if (task.killCause().isPresent() || failure.isPresent()) {
            ends.taskNeverStarted(task, failure, now);
            return;
        }
        try {
            var environment = ExecutorEnvironment.of(task, agent, parts.host().settings());
            ContainerProcess process = parts.host().start(task, CommandLines.of(task.info().getCommand()), environment);
            task.runsIn(process);
            parts.host().checkpoint(task).ifPresent(checkpoint -> checkpoint.process(process.process()));
            task.watchFrom(now);
            reports.executorSays(task, TaskState.TASK_RUNNING, now);
        } catch (IOException e) {
            ends.taskNeverStarted(task, Optional.of(e.getMessage()), now);
        }
    }

    private void started(AgentTask task, ContainerProcess process, long nowNanos) {
        task.runsIn(process);
        task.watchFrom(nowNanos);
        reports.executorSays(task, TaskState.TASK_STARTING, nowNanos);
        reports.executorSays(task, TaskState.TASK_RUNNING, nowNanos);
    }

    /** At once when it is done already, so that a launch without downloads is over when the call returns. */
    private void then(CompletableFuture<Void> work, Consumer<Optional<String>> next) {
        if (work.isDone()) {
            next.accept(failure(work));
        } else {
            var unused = work.whenCompleteAsync((done, failed) -> next.accept(failure(work)), parts.thread());
        }
    }

    private static Optional<String> failure(CompletableFuture<Void> work) {
        if (!work.isCompletedExceptionally()) {
            return Optional.empty();
        }
        Throwable cause = work.exceptionNow();
        return Optional.of(cause instanceof UncheckedIOException || cause instanceof IOException
                ? cause.getMessage()
                : cause.toString());
    }
}
