package dev.mesoschaos.testbed.agent;

import dev.mesoschaos.testbed.agent.health.CheckMonitor;
import dev.mesoschaos.testbed.agent.health.Finding;
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

    private final StatusStamp stamp;
    private final String ip;

    /** Tells {@code ip} as the address of every task. */
    StatusFactory(StatusStamp stamp, String ip) {
        this.stamp = stamp;
        this.ip = ip;
    }

    /** What the executor of a task says; the caller adds what there is to add. */
    TaskStatus.Builder fromExecutor(AgentTask task, TaskState state) {
        TaskStatus.Builder status = stamp.stamp(task.info().getTaskId(), task.info().getAgentId(), state)
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
            status.setTimestamp(stamp.now());
        }
        ContainerStatus known = container(task);
        return status.setContainerStatus(known.toBuilder().mergeFrom(said.getContainerStatus())).build();
    }

    /** What the agent says of a task. */
    TaskStatus fromAgent(TaskID task, AgentID agent, TaskState state, Reason reason, String message) {
        return stamp.fromAgent(task, agent, state, reason, message).build();
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
