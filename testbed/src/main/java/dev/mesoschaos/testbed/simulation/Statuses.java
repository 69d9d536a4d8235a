package dev.mesoschaos.testbed.simulation;

import dev.mesoschaos.testbed.agent.StatusStamp;
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

    private static final Labels MARK = Labels.newBuilder()
            .addLabels(Label.newBuilder().setKey(Simulation.MARK).setValue("true"))
            .build();

    private final Supplier<UUID> uuids;
    private final StatusStamp stamp;
    private final ContainerStatus container;

    /** Stamps updates with {@code clock} and tells {@code ip} as the address of every task. */
    Statuses(InstantSource clock, Supplier<UUID> uuids, String ip) {
        this.uuids = uuids;
        this.stamp = new StatusStamp(clock, uuids);
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
        TaskStatus.Builder status = stamp.stamp(id, task.info().getAgentId(), state)
                .setLabels(MARK)
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
        return stamp.fromAgent(task, agent, state, reason, message).setLabels(MARK).build();
    }
}
