package dev.mesoschaos.testbed.agent;

import com.google.protobuf.ByteString;
import dev.mesoschaos.testbed.wire.AgentMessage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.TaskStatus;

/**
 * The streams of all tasks. Nothing is forwarded while the agent is not registered; whatever is unacknowledged is sent
 * again as soon as it is (mesos-facts 4.5).
 */
final class StatusUpdates {

    private final Map<TaskKey, UpdateStream> streams = new LinkedHashMap<>();
    private final BooleanSupplier registered;
    private final Consumer<AgentMessage.Update> outlet;

    /** No streams yet; updates go to {@code outlet} only while {@code registered} says so. */
    StatusUpdates(BooleanSupplier registered, Consumer<AgentMessage.Update> outlet) {
        this.registered = registered;
        this.outlet = outlet;
    }

    /** An update of a task that runs or ran here. */
    void publish(AgentTask task, TaskStatus status, long nowNanos) {
        task.add(status);
        enqueue(task.key(), status, nowNanos);
        checkpoint(task);
        forward(nowNanos);
    }

    /** An update of a task that was never here, unless one is on its way already. */
    void publish(TaskKey key, TaskStatus status, long nowNanos) {
        if (!streams.containsKey(key)) {
            enqueue(key, status, nowNanos);
            forward(nowNanos);
        }
    }

    /** The stream of a task of an earlier process of this agent. */
    void recover(AgentTask task, int acknowledged, long nowNanos) {
        streams.put(task.key(), new UpdateStream(task.statuses(), acknowledged, nowNanos));
    }

    /** Whether with this acknowledgement nothing is left to say of the task, ever. */
    boolean acknowledge(TaskKey key, Optional<AgentTask> task, ByteString uuid, long nowNanos) {
        UpdateStream stream = streams.get(key);
        if (stream == null || !stream.acknowledge(uuid, nowNanos)) {
            return false;
        }
        if (stream.isDone()) {
            streams.remove(key);
            return true;
        }
        task.ifPresent(this::checkpoint);
        forward(nowNanos);
        return false;
    }

    void forget(FrameworkID framework) {
        streams.keySet().removeIf(key -> key.framework().equals(framework));
    }

    /** The agent has registered, or a scheduler is back: everything unacknowledged is due at once. */
    void restart(long nowNanos) {
        streams.values().forEach(stream -> stream.restart(nowNanos));
        forward(nowNanos);
    }

    /** Sends what is due. */
    void forward(long nowNanos) {
        if (!registered.getAsBoolean()) {
            return;
        }
        for (Map.Entry<TaskKey, UpdateStream> entry : List.copyOf(streams.entrySet())) {
            UpdateStream stream = entry.getValue();
            stream.poll(nowNanos)
                    .ifPresent(status -> outlet.accept(
                            new AgentMessage.Update(entry.getKey().framework(), status, stream.latestState())));
        }
    }

    /** The newest update of a task that was ever on its way to the scheduler. */
    Optional<TaskStatus> forwarded(TaskKey key) {
        return Optional.ofNullable(streams.get(key)).flatMap(UpdateStream::forwarded);
    }

    private void enqueue(TaskKey key, TaskStatus status, long nowNanos) {
        UpdateStream stream = streams.get(key);
        if (stream == null) {
            streams.put(key, new UpdateStream(status, nowNanos));
        } else {
            stream.add(status, nowNanos);
        }
    }

    private void checkpoint(AgentTask task) {
        UpdateStream stream = streams.get(task.key());
        if (task.checkpoints() && stream != null) {
            List<TaskStatus> statuses = task.statuses();
            TaskCheckpoint.of(task).updates(statuses, statuses.size() - stream.unacknowledged());
        }
    }
}
