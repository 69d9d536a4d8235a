package dev.mesoschaos.testbed.agent;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.ContainerID;
import org.apache.mesos.v1.Protos.ContainerStatus;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.NetworkInfo;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.apache.mesos.v1.Protos.TaskStatus.Source;

/** Makes the status updates of an agent and of its executors, each with a uuid of its own (mesos-facts 4.3). */
final class StatusFactory {

    private static final double NANOS_PER_SECOND = 1e9;

    private final InstantSource clock;
    private final Supplier<UUID> uuids;
    private final String ip;

    /** Stamps updates with {@code clock} and tells {@code ip} as the address of every task. */
    StatusFactory(InstantSource clock, Supplier<UUID> uuids, String ip) {
        this.clock = clock;
        this.uuids = uuids;
        this.ip = ip;
    }

    /** What the executor of a task says. */
    TaskStatus fromExecutor(AgentTask task, TaskState state, String message) {
        TaskStatus.Builder status = status(task.info().getTaskId(), task.info().getAgentId(), state)
                .setSource(Source.SOURCE_EXECUTOR)
                .setExecutorId(ExecutorID.newBuilder().setValue(task.info().getTaskId().getValue()))
                .setContainerStatus(container(task));
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
                .setUuid(bytes(uuids.get()));
    }

    private ContainerStatus container(AgentTask task) {
        NetworkInfo.IPAddress address = NetworkInfo.IPAddress.newBuilder()
                .setProtocol(NetworkInfo.Protocol.IPv4)
                .setIpAddress(ip)
                .build();
        ContainerStatus.Builder container = ContainerStatus.newBuilder()
                .setContainerId(ContainerID.newBuilder().setValue(task.containerId()))
                .addNetworkInfos(NetworkInfo.newBuilder().addIpAddresses(address));
        task.executor().ifPresent(executor ->
                container.setExecutorPid(Math.toIntExact(executor.process().pid())));
        return container.build();
    }
}
