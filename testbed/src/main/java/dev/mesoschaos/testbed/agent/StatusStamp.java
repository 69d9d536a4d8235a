package dev.mesoschaos.testbed.agent;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.apache.mesos.v1.Protos.TaskStatus.Source;

/** What every status update of an agent has: a time, and a uuid of its own (mesos-facts 4.3). */
public final class StatusStamp {

    private static final double NANOS_PER_SECOND = 1e9;

    private final InstantSource clock;
    private final Supplier<UUID> uuids;

    /** Stamps with {@code clock} and {@code uuids}. */
    public StatusStamp(InstantSource clock, Supplier<UUID> uuids) {
        this.clock = clock;
        this.uuids = uuids;
    }

    /** An update that says no more than the state. */
    public TaskStatus.Builder stamp(TaskID task, AgentID agent, TaskState state) {
        return TaskStatus.newBuilder()
                .setTaskId(task)
                .setAgentId(agent)
                .setState(state)
                .setTimestamp(now())
                .setUuid(bytes(uuids.get()));
    }

    /** What the agent says of a task. */
    public TaskStatus.Builder fromAgent(TaskID task, AgentID agent, TaskState state, Reason reason, String message) {
        return stamp(task, agent, state)
                .setSource(Source.SOURCE_AGENT)
                .setReason(reason)
                .setMessage(message);
    }

    /** Seconds since the epoch. */
    double now() {
        Instant now = clock.instant();
        return now.getEpochSecond() + now.getNano() / NANOS_PER_SECOND;
    }

    /** 16 bytes in the order of RFC 4122 (mesos-facts section 3). */
    public static ByteString bytes(UUID uuid) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES);
        bytes.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
        return ByteString.copyFrom(bytes.flip());
    }
}
