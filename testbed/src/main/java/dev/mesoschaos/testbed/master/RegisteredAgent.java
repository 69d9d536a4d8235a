package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.master.allocation.Claim;
import dev.mesoschaos.testbed.master.allocation.Resources;
import dev.mesoschaos.testbed.wire.MasterMessage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.Operation;
import org.apache.mesos.v1.Protos.TaskID;

/** An agent that is registered, though it may be disconnected. */
final class RegisteredAgent {

    private final AgentInfo info;
    private final String version;
    private final String ip;
    private Resources total;
    private final long registeredNanos;
    private final Map<TaskKey, TrackedTask> tasks = new LinkedHashMap<>();
    private final Map<TaskKey, MasterMessage.KillTask> pendingKills = new LinkedHashMap<>();
    private final Map<UUID, Operation> operations = new LinkedHashMap<>();
    private final Map<ExecutorKey, Executor> executors = new LinkedHashMap<>();
    private final PingObserver pings;
    private Optional<AgentChannel> channel;
    private Optional<Future<?>> ticks = Optional.empty();
    private Optional<Future<?>> reregisterTimer = Optional.empty();
    private Optional<Long> drainsSince = Optional.empty();
    private long reregisteredNanos;
    private boolean leaving;

    /** Names a task on an agent. */
    record TaskKey(FrameworkID frameworkId, TaskID taskId) {}

    /** Names an executor on an agent. */
    record ExecutorKey(FrameworkID frameworkId, ExecutorID executorId) {}

    /** An executor of a task group or of tasks that bring their own, and what it holds besides its tasks. */
    record Executor(ExecutorInfo info, Claim claim, Resources resources) {

        Holding holding() {
            return new Holding(claim, resources);
        }
    }

    RegisteredAgent(AgentInfo info, String version, AgentChannel channel, PingObserver pings, Resources total, long nowNanos) {
        this.info = info;
        this.version = version;
        this.ip = channel.agentIp();
        this.total = total;
        this.pings = pings;
        this.channel = Optional.of(channel);
        channel.carries(this);
        this.registeredNanos = nowNanos;
        this.reregisteredNanos = nowNanos;
    }

    AgentID id() {
        return info.getId();
    }

    String key() {
        return info.getId().getValue();
    }

    AgentInfo info() {
        return info;
    }

    String version() {
        return version;
    }

    String ip() {
        return ip;
    }

    String pid() {
        return "slave(1)@" + ip + ":" + info.getPort();
    }

    Resources total() {
        return total;
    }

    /** Operations and oversubscription change what an agent has. */
    void total(Resources now) {
        total = now;
    }

    /** Operations on its resources that are under way, or whose status nobody has acknowledged. */
    Map<UUID, Operation> operations() {
        return operations;
    }

    /** When its draining began as far as this leader knows, nanoseconds since the epoch. */
    Optional<Long> drainsSince() {
        return drainsSince;
    }

    void drainsSince(Optional<Long> nanos) {
        drainsSince = nanos;
    }

    long registeredNanos() {
        return registeredNanos;
    }

    long reregisteredNanos() {
        return reregisteredNanos;
    }

    PingObserver pings() {
        return pings;
    }

    /** Executors that are no mere part of their one task. */
    Map<ExecutorKey, Executor> executors() {
        return executors;
    }

    Map<TaskKey, TrackedTask> tasks() {
        return tasks;
    }

    /** An executor of {@link #executors} by its names. */
    Optional<Executor> executor(FrameworkID framework, ExecutorID executor) {
        return Optional.ofNullable(executors.get(new ExecutorKey(framework, executor)));
    }

    /** What an executor would take of offers: its own resources, unless it runs already. */
    Resources missing(ExecutorInfo executor) {
        return executor(executor.getFrameworkId(), executor.getExecutorId()).isPresent()
                ? Resources.NONE
                : Resources.of(executor.getResourcesList());
    }

    /** An executor runs from now on, unless it did already; then it stays what it was. */
    Executor start(ExecutorInfo executor, Claim claim) {
        return executors.computeIfAbsent(
                new ExecutorKey(executor.getFrameworkId(), executor.getExecutorId()),
                key -> new Executor(executor, claim, Resources.of(executor.getResourcesList())));
    }

    /** What its tasks and executors hold. */
    Stream<Holding> holdings() {
        return Stream.concat(
                tasks.values().stream().flatMap(TrackedTask::holding),
                executors.values().stream().map(Executor::holding));
    }

    Map<TaskKey, MasterMessage.KillTask> pendingKills() {
        return pendingKills;
    }

    boolean isConnected() {
        return channel.isPresent();
    }

    boolean isOn(AgentChannel other) {
        return channel.isPresent() && channel.get().equals(other);
    }

    Optional<AgentChannel> channel() {
        return channel;
    }

    void reconnected(AgentChannel newChannel, long nowNanos) {
        channel = Optional.of(newChannel);
        newChannel.carries(this);
        reregisteredNanos = nowNanos;
        pings.pong();
        reregisterTimer.ifPresent(timer -> timer.cancel(false));
        reregisterTimer = Optional.empty();
    }

    void disconnected(Future<?> timer) {
        channel = Optional.empty();
        reregisterTimer = Optional.of(timer);
    }

    void observedBy(Future<?> timer) {
        ticks = Optional.of(timer);
    }

    /** Whether a registry write that removes it is under way, which nothing can stop any more. */
    boolean isLeaving() {
        return leaving;
    }

    void leave() {
        leaving = true;
    }

    /** Ends its timers; it is no longer registered. */
    void gone() {
        ticks.ifPresent(timer -> timer.cancel(false));
        reregisterTimer.ifPresent(timer -> timer.cancel(false));
    }

    void send(MasterMessage message) {
        channel.ifPresent(open -> open.send(message));
    }
}
