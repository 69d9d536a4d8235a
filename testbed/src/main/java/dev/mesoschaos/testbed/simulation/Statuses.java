package dev.mesoschaos.testbed.simulation;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.ContainerID;
import org.apache.mesos.v1.Protos.ContainerStatus;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.Label;
import org.apache.mesos.v1.Protos.Labels;
import org.apache.mesos.v1.Protos.NetworkInfo;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.apache.mesos.v1.Protos.TaskStatus.Source;

/** Makes the status updates of simulated tasks: those of real ones, but for a label that says what they are. */
final class Statuses {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final Labels MARK = Labels.newBuilder()
            .addLabels(Label.newBuilder().setKey(Simulation.MARK).setValue("true"))
            .build();

    private final InstantSource clock;
    private final Supplier<UUID> uuids;
    private final ContainerStatus container;

    /** Stamps updates with {@code clock} and tells {@code ip} as the address of every task. */
    Statuses(InstantSource clock, Supplier<UUID> uuids, String ip) {
        this.clock = clock;
        this.uuids = uuids;
        NetworkInfo.IPAddress address = NetworkInfo.IPAddress.newBuilder()
                .setProtocol(NetworkInfo.Protocol.IPv4)
                .setIpAddress(ip)
                .build();
        this.container = ContainerStatus.newBuilder()
                .addNetworkInfos(NetworkInfo.newBuilder().addIpAddresses(address))
                .buildPartial();
    }

    String newContainerId() {
        return uuids.get().toString();
    }

    /** What the executor of a task would say. */
    TaskStatus fromExecutor(SimulatedTask task, TaskState state, Optional<Reason> reason, String message) {
        TaskID id = task.info().getTaskId();
        TaskStatus.Builder status = status(id, task.info().getAgentId(), state)
                .setSource(Source.SOURCE_EXECUTOR)
                .setExecutorId(ExecutorID.newBuilder().setValue(id.getValue()))
                .setContainerStatus(container.toBuilder()
                        .setContainerId(ContainerID.newBuilder().setValue(task.containerId())));
        reason.ifPresent(status::setReason);
        if (!message.isEmpty()) {
            status.setMessage(message);
        }
        return status.build();
    }

    /** What the agent says of a task. */
    TaskStatus fromAgent(TaskID task, AgentID agent, TaskState state, Reason reason, String message) {
        return status(task, agent, state)
                .setSource(Source.SOURCE_AGENT)
                .setReason(reason)
                .setMessage(message)
                .build();
    }

    /** 16 bytes in the order of RFC 4122 (mesos-facts section 3). */
    static ByteString bytes(UUID uuid) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES);
        bytes.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
        return ByteString.copyFrom(bytes.flip());
    }

    private TaskStatus.Builder status(TaskID task, AgentID agent, TaskState state) {
        Instant now = clock.instant();
        return TaskStatus.newBuilder()
                .setTaskId(task)
                .setAgentId(agent)
                .setState(state)
                .setTimestamp(now.getEpochSecond() + now.getNano() / NANOS_PER_SECOND)
                .setUuid(bytes(uuids.get()))
                .setLabels(MARK);
    }
}
