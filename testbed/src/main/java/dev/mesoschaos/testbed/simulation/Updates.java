package dev.mesoschaos.testbed.simulation;

import com.google.protobuf.ByteString;
import dev.mesoschaos.testbed.agent.TaskKey;
import dev.mesoschaos.testbed.agent.UpdateStream;
import dev.mesoschaos.testbed.wire.AgentMessage;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.TaskStatus;

/** The update streams of one agent's tasks (mesos-facts 4.5); looks only at those that wait for an acknowledgement. */
final class Updates {

    private final Map<TaskKey, UpdateStream> streams = new HashMap<>();
    private final Set<TaskKey> unacknowledged = new LinkedHashSet<>();
    private final BooleanSupplier registered;
    private final Consumer<AgentMessage.Update> outlet;

    /** No streams yet; updates go to {@code outlet} only while {@code registered} says so. */
    Updates(BooleanSupplier registered, Consumer<AgentMessage.Update> outlet) {
        this.registered = registered;
        this.outlet = outlet;
    }

    boolean has(TaskKey key) {
        return streams.containsKey(key);
    }

    void publish(TaskKey key, TaskStatus status, long nowNanos) {
        UpdateStream stream = streams.get(key);
        if (stream == null) {
            streams.put(key, new UpdateStream(status, nowNanos));
        } else {
            stream.add(status, nowNanos);
        }
        unacknowledged.add(key);
        forward(key, nowNanos);
    }

    /** Whether with this acknowledgement nothing is left to say of the task, ever. */
    boolean acknowledge(TaskKey key, ByteString uuid, long nowNanos) {
        UpdateStream stream = streams.get(key);
        if (stream == null || !stream.acknowledge(uuid, nowNanos)) {
            return false;
        }
        if (stream.unacknowledged() == 0) {
            unacknowledged.remove(key);
        }
        if (stream.isDone()) {
            streams.remove(key);
            return true;
        }
        forward(key, nowNanos);
        return false;
    }

    void forget(FrameworkID framework) {
        streams.keySet().removeIf(key -> key.framework().equals(framework));
        unacknowledged.removeIf(key -> key.framework().equals(framework));
    }

    /** The agent has registered, or a scheduler is back: everything unacknowledged is due at once. */
    void restart(long nowNanos) {
        streams.values().forEach(stream -> stream.restart(nowNanos));
        forward(nowNanos);
    }

    /** Sends what is due. */
    void forward(long nowNanos) {
        if (registered.getAsBoolean() && !unacknowledged.isEmpty()) {
            List.copyOf(unacknowledged).forEach(key -> forward(key, nowNanos));
        }
    }

    /** The newest update of a task that was ever on its way to the scheduler. */
    Optional<TaskStatus> forwarded(TaskKey key) {
        return Optional.ofNullable(streams.get(key)).flatMap(UpdateStream::forwarded);
    }

    private void forward(TaskKey key, long nowNanos) {
        UpdateStream stream = streams.get(key);
        if (registered.getAsBoolean() && stream != null) {
            stream.poll(nowNanos).ifPresent(status ->
                    outlet.accept(new AgentMessage.Update(key.framework(), status, stream.latestState())));
        }
    }
}
