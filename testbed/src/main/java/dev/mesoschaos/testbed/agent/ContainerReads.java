package dev.mesoschaos.testbed.agent;

import dev.mesoschaos.testbed.agent.container.Limits;
import dev.mesoschaos.testbed.agent.container.ProcessId;
import dev.mesoschaos.testbed.json.MesosJson;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.ContainerID;
import org.apache.mesos.v1.Protos.ContainerStatus;
import org.apache.mesos.v1.Protos.ResourceStatistics;
import org.apache.mesos.v1.agent.Protos.Response.GetContainers;

/**
 * What containers use at this moment, for GET_CONTAINERS, {@code /containers} and {@code /monitor/statistics}. It reads
 * files of the kernel, so not on the agent's own thread.
 */
final class ContainerReads {

    private static final double NANOS_PER_SECOND = 1e9;

    private final TaskHost host;
    private final InstantSource clock;

    ContainerReads(TaskHost host, InstantSource clock) {
        this.host = host;
        this.clock = clock;
    }

    /** The containers of these executors, the nested ones only when asked for. */
    List<GetContainers.Container> containers(List<ExecutorSnapshot> executors, boolean nested) {
        List<GetContainers.Container> all = new ArrayList<>();
        for (ExecutorSnapshot executor : executors) {
            executor.process().ifPresent(process -> all.add(container(executor, process)));
        }
        if (nested) {
            executors.forEach(executor -> executor.containers().forEach(inner -> all.add(nested(executor, inner))));
        }
        return all;
    }

    private GetContainers.Container container(ExecutorSnapshot executor, ProcessId process) {
        ContainerID id = ContainerID.newBuilder().setValue(executor.containerId()).build();
        return GetContainers.Container.newBuilder()
                .setFrameworkId(executor.framework().getId())
                .setExecutorId(executor.info().getExecutorId())
                .setExecutorName(executor.info().getName())
                .setContainerId(id)
                .setContainerStatus(status(id, process))
                .setResourceStatistics(statistics(executor, process))
                .build();
    }

    /** As real agents do, only what a container inside another asked for: what it uses is counted with the outer one. */
    private GetContainers.Container nested(ExecutorSnapshot executor, ExecutorSnapshot.Nested inner) {
        ContainerID id = ContainerID.newBuilder()
                .setValue(inner.containerId())
                .setParent(ContainerID.newBuilder().setValue(executor.containerId()))
                .build();
        GetContainers.Container.Builder container = GetContainers.Container.newBuilder()
                .setContainerId(ContainerID.newBuilder().setValue(inner.containerId()));
        inner.process().ifPresent(process -> container.setContainerStatus(status(id, process)));
        return container
                .setResourceStatistics(asked(inner))
                .build();
    }

    private ResourceStatistics asked(ExecutorSnapshot.Nested inner) {
        ResourceStatistics.Builder statistics = ResourceStatistics.newBuilder().setTimestamp(timestamp());
        Limits.of(inner.resources(), List.of()).report(statistics);
        return statistics.build();
    }

    private static ContainerStatus status(ContainerID id, ProcessId process) {
        return ContainerStatus.newBuilder()
                .setContainerId(id)
                .setExecutorPid(Math.toIntExact(process.pid()))
                .build();
    }

    private ResourceStatistics statistics(ExecutorSnapshot executor, ProcessId process) {
        ResourceStatistics.Builder statistics = ResourceStatistics.newBuilder().setTimestamp(timestamp());
        host.isolation().usage(executor.containerId(), process, statistics);
        Optional<Long> used = host.disk().usedBytes(executor.containerId());
        used.ifPresent(statistics::setDiskUsedBytes);
        host.disk().quotaBytes(executor.containerId()).ifPresent(statistics::setDiskLimitBytes);
        return statistics.build();
    }

    private double timestamp() {
        Instant now = clock.instant();
        return now.getEpochSecond() + now.getNano() / NANOS_PER_SECOND;
    }

    @SuppressWarnings("deprecation") // Real agents still show the source.
    private static String source(ExecutorSnapshot executor) {
        return executor.info().getSource();
    }

    /** {@code /containers}, or without ids and states {@code /monitor/statistics}. */
    byte[] json(List<ExecutorSnapshot> executors, boolean withStatus) {
        return MesosJson.document(out -> {
            out.writeStartArray();
            for (ExecutorSnapshot executor : executors) {
                if (executor.process().isEmpty()) {
                    continue;
                }
                GetContainers.Container container = container(executor, executor.process().get());
                out.writeStartObject();
                if (withStatus) {
                    out.writeStringField("container_id", executor.containerId());
                }
                out.writeStringField("executor_id", container.getExecutorId().getValue());
                out.writeStringField("executor_name", container.getExecutorName());
                out.writeStringField("framework_id", container.getFrameworkId().getValue());
                out.writeStringField("source", source(executor));
                out.writeFieldName("statistics");
                MesosJson.write(container.getResourceStatistics(), out);
                if (withStatus) {
                    out.writeFieldName("status");
                    MesosJson.write(container.getContainerStatus(), out);
                }
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }
}
