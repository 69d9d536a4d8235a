package dev.mesoschaos.testbed.agent;

import dev.mesoschaos.testbed.agent.container.ContainerProcess;
import dev.mesoschaos.testbed.agent.container.Limits;
import dev.mesoschaos.testbed.agent.container.RunDirectory;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskID;

/** One run of an executor on this agent: its container, its tasks, and how far it has come. */
final class AgentExecutor {

    /** Who runs the tasks of an executor. */
    enum Kind {
        /** Mesos' command executor, which has one task and is not shown to schedulers. */
        COMMAND,
        /** Mesos' default executor, which runs task groups. */
        DEFAULT,
        /** A program of the framework's that speaks the executor API. */
        CUSTOM
    }

    private final FrameworkInfo framework;
    private final ExecutorInfo info;
    private final Kind kind;
    private final String containerId;
    private final RunDirectory directory;
    private final Map<TaskID, AgentTask> tasks = new LinkedHashMap<>();
    private Optional<ContainerProcess> container = Optional.empty();
    private Optional<ExecutorChannel> channel = Optional.empty();
    private Optional<Long> mustSubscribeByNanos = Optional.empty();
    private Optional<Long> destroyAtNanos = Optional.empty();
    private Optional<ExecutorEnd> end = Optional.empty();
    private boolean shuttingDown;
    private boolean recovered;

    AgentExecutor(FrameworkInfo framework, ExecutorInfo info, Kind kind, String containerId, RunDirectory directory) {
        this.framework = framework;
        this.info = info;
        this.kind = kind;
        this.containerId = containerId;
        this.directory = directory;
    }

    ExecutorKey key() {
        return new ExecutorKey(framework.getId(), info.getExecutorId());
    }

    FrameworkInfo framework() {
        return framework;
    }

    ExecutorInfo info() {
        return info;
    }

    Kind kind() {
        return kind;
    }

    String containerId() {
        return containerId;
    }

    RunDirectory directory() {
        return directory;
    }

    /** Its container; empty before the start and after the end. */
    Optional<ContainerProcess> container() {
        return container;
    }

    void runsIn(ContainerProcess started) {
        container = Optional.of(started);
    }

    /** The tasks whose end it has not come to, in the order of their launch. */
    Collection<AgentTask> tasks() {
        return List.copyOf(tasks.values());
    }

    Optional<AgentTask> task(TaskID id) {
        return Optional.ofNullable(tasks.get(id));
    }

    void add(AgentTask task) {
        tasks.put(task.info().getTaskId(), task);
    }

    void remove(AgentTask task) {
        tasks.remove(task.info().getTaskId());
    }

    /** Its own resources and those of its tasks. */
    List<Resource> resources() {
        return Stream.concat(
                        info.getResourcesList().stream(),
                        tasks.values().stream().flatMap(task -> task.info().getResourcesList().stream()))
                .toList();
    }

    /** What it and its tasks asked for. */
    Limits limits() {
        return Limits.of(info.getResourcesList(), tasks.values().stream().map(AgentTask::info).toList());
    }

    Optional<ExecutorChannel> channel() {
        return channel;
    }

    void subscribed(ExecutorChannel opened) {
        channel.ifPresent(ExecutorChannel::close);
        channel = Optional.of(opened);
        mustSubscribeByNanos = Optional.empty();
    }

    /** Whether the channel that ended was the present one. */
    boolean unsubscribed(ExecutorChannel ended) {
        boolean present = channel.filter(ended::equals).isPresent();
        channel = present ? Optional.empty() : channel;
        return present;
    }

    void mustSubscribeBy(long nanos) {
        mustSubscribeByNanos = Optional.of(nanos);
    }

    boolean isLate(long nowNanos) {
        return mustSubscribeByNanos.filter(deadline -> nowNanos - deadline >= 0).isPresent();
    }

    /** It was told to end; what is left at that time is killed. */
    void shutDownBy(long nanos) {
        shuttingDown = true;
        destroyAtNanos = Optional.of(destroyAtNanos.filter(before -> before - nanos < 0).orElse(nanos));
    }

    boolean isShuttingDown() {
        return shuttingDown;
    }

    boolean mustBeDestroyed(long nowNanos) {
        return destroyAtNanos.filter(deadline -> nowNanos - deadline >= 0).isPresent();
    }

    /** What its tasks are told when it ends; empty while it is not the agent that ends it. */
    Optional<ExecutorEnd> end() {
        return end;
    }

    /** The agent ends it; the first reason counts. */
    void endBecause(ExecutorEnd reason) {
        end = end.isPresent() ? end : Optional.of(reason);
    }

    /** Whether an earlier process of this agent started it. */
    boolean isRecovered() {
        return recovered;
    }

    void recovered() {
        recovered = true;
    }
}
