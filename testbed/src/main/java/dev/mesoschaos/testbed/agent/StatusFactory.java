package dev.mesoschaos.testbed.agent;

import com.google.protobuf.ByteString;
import dev.mesoschaos.testbed.agent.health.CheckMonitor;
import dev.mesoschaos.testbed.agent.health.Finding;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.ContainerID;
import org.apache.mesos.v1.Protos.ContainerStatus;
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

    /** What the executor of a task says; the caller adds what there is to add. */
    TaskStatus.Builder fromExecutor(AgentTask task, TaskState state) {
        TaskStatus.Builder status = status(task.info().getTaskId(), task.info().getAgentId(), state)
                .setSource(Source.SOURCE_EXECUTOR)
                .setExecutorId(task.executor().info().getExecutorId())
                .setContainerStatus(container(task));
        if (task.info().hasCheck()) {
            status.setCheckStatus(task.check().map(CheckMonitor::status)
                    .orElseGet(() -> Finding.empty(task.info().getCheck().getType())));
        }
        return status;
    }

    /** What a custom executor says, with what the agent knows better. */
    TaskStatus complete(AgentTask task, TaskStatus said) {
        TaskStatus.Builder status = said.toBuilder()
                .setAgentId(task.info().getAgentId())
                .setExecutorId(task.executor().info().getExecutorId())
                .setSource(Source.SOURCE_EXECUTOR);
        if (!said.hasTimestamp()) {
            status.setTimestamp(timestamp());
        }
        ContainerStatus known = container(task);
        return status.setContainerStatus(known.toBuilder().mergeFrom(said.getContainerStatus())).build();
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
        return TaskStatus.newBuilder()
                .setTaskId(task)
                .setAgentId(agent)
                .setState(state)
                .setTimestamp(timestamp())
                .setUuid(bytes(uuids.get()));
    }

    private double timestamp() {
        Instant now = clock.instant();
        return now.getEpochSecond() + now.getNano() / NANOS_PER_SECOND;
    }

    private ContainerStatus container(AgentTask task) {
        ContainerID.Builder id = ContainerID.newBuilder().setValue(task.containerId());
        String parent = task.executor().containerId();
        if (!parent.equals(task.containerId())) {
            id.setParent(ContainerID.newBuilder().setValue(parent));
        }
        ContainerStatus.Builder container = ContainerStatus.newBuilder().setContainerId(id);
        task.process().or(task.executor()::container).ifPresent(process -> container
                .addNetworkInfos(NetworkInfo.newBuilder().addIpAddresses(NetworkInfo.IPAddress.newBuilder()
                        .setProtocol(NetworkInfo.Protocol.IPv4)
                        .setIpAddress(ip)))
                .setExecutorPid(Math.toIntExact(process.process().pid())));
        return container.build();
    }
}
