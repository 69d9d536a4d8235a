package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.wire.MasterMessage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.TaskID;

/** An agent that is registered, though it may be disconnected. */
final class RegisteredAgent {

    private final AgentInfo info;
    private final String version;
    private final String ip;
    private final Resources total;
    private final long registeredNanos;
    private final Map<TaskKey, TrackedTask> tasks = new LinkedHashMap<>();
    private final Map<TaskKey, MasterMessage.KillTask> pendingKills = new LinkedHashMap<>();
    private final PingObserver pings;
    private Optional<AgentChannel> channel;
    private Optional<Future<?>> ticks = Optional.empty();
    private Optional<Future<?>> reregisterTimer = Optional.empty();
    private long reregisteredNanos;
    private boolean leaving;

    /** Names a task on an agent. */
    record TaskKey(FrameworkID frameworkId, TaskID taskId) {}

    RegisteredAgent(AgentInfo info, String version, AgentChannel channel, PingObserver pings, long nowNanos) {
        this.info = info;
        this.version = version;
        this.ip = channel.agentIp();
        this.total = Resources.of(info.getResourcesList());
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

    long registeredNanos() {
        return registeredNanos;
    }

    long reregisteredNanos() {
        return reregisteredNanos;
    }

    PingObserver pings() {
        return pings;
    }

    Map<TaskKey, TrackedTask> tasks() {
        return tasks;
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
