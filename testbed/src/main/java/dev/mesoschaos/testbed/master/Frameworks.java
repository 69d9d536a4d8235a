package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.wire.MasterMessage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** Frameworks come, fail over, go away and are removed (mesos-facts 2.1). */
final class Frameworks {

    private static final Event HEARTBEAT =
            Event.newBuilder().setType(Event.Type.HEARTBEAT).build();

    private final Cluster cluster;
    private final Allocator allocator;
    private final Tasks tasks;
    private final Offers offers;
    private final OperatorEvents observers;
    private final ScheduledExecutorService actor;
    private int made;

    Frameworks(Parts parts) {
        this.cluster = parts.cluster();
        this.allocator = parts.allocator();
        this.tasks = parts.tasks();
        this.offers = parts.offers();
        this.observers = parts.observers();
        this.actor = parts.actor();
    }

    /** A scheduler subscribed: new, back, in place of another one, or the first one after a change of leader. */
    void subscribe(FrameworkInfo info, List<String> suppressedRoles, EventStream stream) {
        Optional<String> problem = FrameworkValidation.problem(info, suppressedRoles, cluster);
        if (problem.isPresent()) {
            fail(stream, problem.get());
            return;
        }
        Optional<Framework> known = cluster.framework(info.getId().getValue());
        boolean replacesLive = known.filter(Framework::isConnected).isPresent();
        Framework framework = known.orElseGet(() -> create(info));
        if (replacesLive) {
            EventStream old = framework.stream().orElseThrow();
            framework.unsubscribed();
            fail(old, "Framework failed over");
            offers.withdrawOf(framework);
        }
        welcome(framework, info, stream);
        allocator.addFramework(framework.key(), framework.roles(), suppressedRoles);
        allocator.activateFramework(framework.key(), true);
        if (known.isPresent()) {
            observers.frameworkUpdated(framework);
        } else {
            observers.frameworkAdded(framework);
        }
        if (!replacesLive) {
            actor.execute(offers::allocate);
        }
    }

    private Framework create(FrameworkInfo info) {
        FrameworkInfo named = info.hasId() && !info.getId().getValue().isEmpty()
                ? info
                : info.toBuilder()
                        .setId(FrameworkID.newBuilder()
                                .setValue(String.format("%s-%04d", cluster.self().getId(), made++)))
                        .build();
        Framework framework = new Framework(named, false, cluster.nowNanos());
        cluster.frameworks().put(framework.key(), framework);
        return framework;
    }

    private void welcome(Framework framework, FrameworkInfo info, EventStream stream) {
        stream.send(Event.newBuilder()
                .setType(Event.Type.SUBSCRIBED)
                .setSubscribed(Event.Subscribed.newBuilder()
                        .setFrameworkId(framework.id())
                        .setHeartbeatIntervalSeconds(OperatorEvents.HEARTBEAT.toMillis() / 1000.0)
                        .setMasterInfo(cluster.self()))
                .build());
        stream.send(HEARTBEAT);
        long nanos = OperatorEvents.HEARTBEAT.toNanos();
        Future<?> beats =
                actor.scheduleWithFixedDelay(() -> stream.send(HEARTBEAT), nanos, nanos, TimeUnit.NANOSECONDS);
        framework.subscribed(info, stream, beats, cluster.nowNanos());
    }

    private static void fail(EventStream stream, String message) {
        stream.send(Event.newBuilder()
                .setType(Event.Type.ERROR)
                .setError(Event.Error.newBuilder().setMessage(message))
                .build());
        stream.end();
    }

    /** A framework that is only known because an agent brought its tasks to a new leader. */
    Framework recover(FrameworkInfo info) {
        Framework framework = new Framework(info, true, cluster.nowNanos());
        cluster.frameworks().put(framework.key(), framework);
        allocator.addFramework(framework.key(), framework.roles(), List.of());
        observers.frameworkAdded(framework);
        return framework;
    }

    /** The stream of a scheduler is closed. */
    void streamClosed(String streamId) {
        cluster.frameworks().values().stream()
                .filter(framework -> framework.stream().filter(open -> open.id().equals(streamId)).isPresent())
                .findFirst()
                .ifPresent(this::disconnected);
    }

    private void disconnected(Framework framework) {
        framework.unsubscribed();
        allocator.activateFramework(framework.key(), false);
        offers.withdrawOf(framework);
        long millis = (long) (Math.max(0, framework.info().getFailoverTimeout()) * 1000);
        framework.removeAfter(actor.schedule(() -> remove(framework), millis, TimeUnit.MILLISECONDS));
    }

    /** Ends a framework and all its tasks; its scheduler hears only that the stream ends (mesos-facts 2.1). */
    void remove(Framework framework) {
        if (cluster.framework(framework.key()).isEmpty()) {
            return;
        }
        Optional<EventStream> stream = framework.stream();
        framework.unsubscribed();
        framework.ended(cluster.nowNanos());
        offers.withdrawOf(framework);
        cluster.agents().values().forEach(agent -> agent.send(new MasterMessage.ShutdownFramework(framework.id())));
        for (TrackedTask task : List.copyOf(framework.tasks().values())) {
            if (!TaskStates.isTerminal(task.task().getState())) {
                TaskStatus killed = new Statuses(cluster)
                        .of(
                                task,
                                TaskState.TASK_KILLED,
                                TaskStatus.Reason.REASON_FRAMEWORK_REMOVED,
                                "Framework " + framework.key() + " removed")
                        .build();
                tasks.record(framework, task, killed, TaskState.TASK_KILLED);
            }
            tasks.complete(framework, task);
        }
        allocator.removeFramework(framework.key());
        cluster.complete(framework);
        stream.ifPresent(EventStream::end);
        observers.frameworkRemoved(framework);
    }
}
