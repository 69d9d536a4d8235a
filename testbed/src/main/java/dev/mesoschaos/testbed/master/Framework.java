package dev.mesoschaos.testbed.master;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.apache.mesos.v1.scheduler.Protos.OfferConstraints;

/** A framework, whether its scheduler is subscribed, away, or known only through its tasks. */
final class Framework {

    private static final int MAX_ENDED_TASKS = 1000;

    private final FrameworkID id;
    private final Map<String, TrackedTask> tasks = new LinkedHashMap<>();
    private final Map<String, Task> unreachableTasks = new LinkedHashMap<>();
    private final Deque<Task> completedTasks = new ArrayDeque<>();
    private FrameworkInfo info;
    private OfferConstraints constraints = OfferConstraints.getDefaultInstance();
    private Optional<EventStream> stream = Optional.empty();
    private Optional<Future<?>> heartbeats = Optional.empty();
    private Optional<Future<?>> failoverTimer = Optional.empty();
    private boolean recovered;
    private long registeredNanos;
    private long reregisteredNanos;
    private long unregisteredNanos;

    /**
     * Makes a framework without a scheduler.
     *
     * @param recovered whether it is known only because a returning agent brought its tasks
     */
    Framework(FrameworkInfo info, boolean recovered, long nowNanos) {
        this.id = info.getId();
        this.info = info;
        this.recovered = recovered;
        this.registeredNanos = nowNanos;
        this.reregisteredNanos = nowNanos;
    }

    FrameworkID id() {
        return id;
    }

    String key() {
        return id.getValue();
    }

    FrameworkInfo info() {
        return info;
    }

    boolean has(FrameworkInfo.Capability.Type capability) {
        return info.getCapabilitiesList().stream().anyMatch(c -> c.getType() == capability);
    }

    boolean isPartitionAware() {
        return has(FrameworkInfo.Capability.Type.PARTITION_AWARE);
    }

    // Frameworks without MULTI_ROLE still say their role in the deprecated field.
    @SuppressWarnings("deprecation")
    List<String> roles() {
        return has(FrameworkInfo.Capability.Type.MULTI_ROLE) ? info.getRolesList() : List.of(info.getRole());
    }

    /** Which agents the framework wants offers of. */
    OfferConstraints constraints() {
        return constraints;
    }

    void constraints(OfferConstraints now) {
        constraints = now;
    }

    /** The scheduler changed what it had subscribed with. */
    void updated(FrameworkInfo newInfo) {
        info = newInfo.toBuilder().setId(id).build();
    }

    /** The scheduler subscribed on a new stream. */
    void subscribed(FrameworkInfo newInfo, EventStream newStream, Future<?> newHeartbeats, long nowNanos) {
        // User and checkpoint cannot be changed by a subscription; Mesos ignores such changes silently.
        info = newInfo.toBuilder().setUser(info.getUser()).setCheckpoint(info.getCheckpoint()).setId(id).build();
        stream = Optional.of(newStream);
        heartbeats = Optional.of(newHeartbeats);
        failoverTimer.ifPresent(timer -> timer.cancel(false));
        failoverTimer = Optional.empty();
        recovered = false;
        reregisteredNanos = nowNanos;
    }

    /** Forgets the stream; its end is the caller's business. */
    void unsubscribed() {
        stream = Optional.empty();
        heartbeats.ifPresent(beat -> beat.cancel(false));
        heartbeats = Optional.empty();
    }

    void removeAfter(Future<?> timer) {
        failoverTimer = Optional.of(timer);
    }

    void ended(long nowNanos) {
        failoverTimer.ifPresent(timer -> timer.cancel(false));
        unregisteredNanos = nowNanos;
    }

    Optional<EventStream> stream() {
        return stream;
    }

    boolean isConnected() {
        return stream.isPresent();
    }

    boolean isRecovered() {
        return recovered;
    }

    long registeredNanos() {
        return registeredNanos;
    }

    long reregisteredNanos() {
        return reregisteredNanos;
    }

    long unregisteredNanos() {
        return unregisteredNanos;
    }

    /** Sends an event; while the scheduler is away it is lost, as in Mesos. */
    void send(Event event) {
        stream.ifPresent(open -> open.send(event));
    }

    Map<String, TrackedTask> tasks() {
        return tasks;
    }

    /** Tasks of lost agents by id. */
    Map<String, Task> unreachableTasks() {
        return unreachableTasks;
    }

    Deque<Task> completedTasks() {
        return completedTasks;
    }

    void complete(Task task) {
        completedTasks.addLast(task);
        if (completedTasks.size() > MAX_ENDED_TASKS) {
            completedTasks.removeFirst();
        }
    }
}
