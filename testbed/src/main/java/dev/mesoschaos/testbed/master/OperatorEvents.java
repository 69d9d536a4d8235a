package dev.mesoschaos.testbed.master;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.master.Protos.Event;
import org.apache.mesos.v1.master.Protos.Response.GetState;

/** The subscribers of the operator API (mesos-facts 2.2). */
final class OperatorEvents {

    /** A constant of Mesos: not a flag. */
    static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private static final int MAX_SUBSCRIBERS = 1000;

    private final Cluster cluster;
    private final ScheduledExecutorService actor;
    private final Map<EventStream, Future<?>> subscribers = new LinkedHashMap<>();

    OperatorEvents(Cluster cluster, ScheduledExecutorService actor) {
        this.cluster = cluster;
        this.actor = actor;
    }

    void subscribe(EventStream stream, GetState snapshot) {
        stream.send(Event.newBuilder()
                .setType(Event.Type.SUBSCRIBED)
                .setSubscribed(Event.Subscribed.newBuilder()
                        .setGetState(snapshot)
                        .setHeartbeatIntervalSeconds(HEARTBEAT.toMillis() / 1000.0))
                .build());
        Event beat = Event.newBuilder().setType(Event.Type.HEARTBEAT).build();
        stream.send(beat);
        long nanos = HEARTBEAT.toNanos();
        if (subscribers.size() >= MAX_SUBSCRIBERS) {
            EventStream oldest = subscribers.keySet().iterator().next();
            left(oldest);
            oldest.end();
        }
        subscribers.put(
                stream, actor.scheduleWithFixedDelay(() -> stream.send(beat), nanos, nanos, TimeUnit.NANOSECONDS));
    }

    void left(EventStream stream) {
        Future<?> heartbeats = subscribers.remove(stream);
        if (heartbeats != null) {
            heartbeats.cancel(false);
        }
    }

    int subscribers() {
        return subscribers.size();
    }

    void taskAdded(TrackedTask task) {
        send(Event.newBuilder()
                .setType(Event.Type.TASK_ADDED)
                .setTaskAdded(Event.TaskAdded.newBuilder().setTask(task.task())));
    }

    void taskUpdated(Framework framework, TaskStatus status, TaskState latest) {
        send(Event.newBuilder()
                .setType(Event.Type.TASK_UPDATED)
                .setTaskUpdated(Event.TaskUpdated.newBuilder()
                        .setFrameworkId(framework.id())
                        .setStatus(status)
                        .setState(latest)));
    }

    void agentAdded(RegisteredAgent agent) {
        send(Event.newBuilder()
                .setType(Event.Type.AGENT_ADDED)
                .setAgentAdded(Event.AgentAdded.newBuilder().setAgent(Snapshots.agent(cluster.registry(), agent))));
    }

    void agentRemoved(RegisteredAgent agent) {
        send(Event.newBuilder()
                .setType(Event.Type.AGENT_REMOVED)
                .setAgentRemoved(Event.AgentRemoved.newBuilder().setAgentId(agent.id())));
    }

    void frameworkAdded(Framework framework) {
        send(Event.newBuilder()
                .setType(Event.Type.FRAMEWORK_ADDED)
                .setFrameworkAdded(Event.FrameworkAdded.newBuilder().setFramework(Snapshots.framework(framework))));
    }

    void frameworkUpdated(Framework framework) {
        send(Event.newBuilder()
                .setType(Event.Type.FRAMEWORK_UPDATED)
                .setFrameworkUpdated(
                        Event.FrameworkUpdated.newBuilder().setFramework(Snapshots.framework(framework))));
    }

    void frameworkRemoved(Framework framework) {
        send(Event.newBuilder()
                .setType(Event.Type.FRAMEWORK_REMOVED)
                .setFrameworkRemoved(Event.FrameworkRemoved.newBuilder().setFrameworkInfo(framework.info())));
    }

    private void send(Event.Builder event) {
        Event built = event.build();
        subscribers.keySet().forEach(stream -> stream.send(built));
    }
}
