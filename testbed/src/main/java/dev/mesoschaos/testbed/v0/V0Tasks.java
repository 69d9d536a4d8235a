package dev.mesoschaos.testbed.v0;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskStatus;

/** Tasks and executors. */
public final class V0Tasks {

    private V0Tasks() {}

    /** One task; its statuses have neither reason nor message. */
    public static void write(JsonGenerator out, Task task) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", task.getTaskId().getValue());
        out.writeStringField("name", task.getName());
        out.writeStringField("framework_id", task.getFrameworkId().getValue());
        out.writeStringField("executor_id", task.getExecutorId().getValue());
        out.writeStringField("slave_id", task.getAgentId().getValue());
        out.writeStringField("state", task.getState().name());
        V0Resources.write(out, "resources", task.getResourcesList());
        out.writeStringField("role", role(task.getResourcesList()));
        V0Json.list(out, "statuses", task.getStatusesList(), V0Tasks::status);
        if (task.hasUser()) {
            out.writeStringField("user", task.getUser());
        }
        V0Json.labels(out, task.getLabels());
        if (task.hasDiscovery()) {
            V0Json.message(out, "discovery", task.getDiscovery());
        }
        if (task.hasContainer()) {
            V0Json.message(out, "container", task.getContainer());
        }
        if (task.hasHealthCheck()) {
            V0Json.message(out, "health_check", task.getHealthCheck());
        }
        out.writeEndObject();
    }

    private static void status(JsonGenerator out, TaskStatus status) throws IOException {
        out.writeStartObject();
        out.writeStringField("state", status.getState().name());
        V0Json.number(out, "timestamp", status.getTimestamp());
        V0Json.labels(out, status.getLabels());
        if (status.hasContainerStatus()) {
            // The pid of the executor is of interest on its host alone.
            V0Json.message(
                    out,
                    "container_status",
                    status.getContainerStatus().toBuilder().clearExecutorPid().build());
        }
        if (status.hasHealthy()) {
            out.writeBooleanField("healthy", status.getHealthy());
        }
        out.writeEndObject();
    }

    /** The role that resources are allocated to. */
    static String role(List<Resource> resources) {
        return resources.stream()
                .filter(Resource::hasAllocationInfo)
                .map(resource -> resource.getAllocationInfo().getRole())
                .findFirst()
                .orElse("*");
    }
}
