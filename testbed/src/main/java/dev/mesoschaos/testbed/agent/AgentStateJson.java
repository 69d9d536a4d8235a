package dev.mesoschaos.testbed.agent;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.Message;
import dev.mesoschaos.testbed.agent.container.Limits;
import dev.mesoschaos.testbed.json.MesosJson;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Labels;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.Value;

/** Resources, frameworks, executors and tasks in the v0 form of {@code /state}. */
final class AgentStateJson {

    private static final List<String> SCALARS = List.of("disk", "mem", "gpus", "cpus");
    private static final List<String> CAPABILITIES = List.of(
            "MULTI_ROLE", "HIERARCHICAL_ROLE", "RESERVATION_REFINEMENT", "RESOURCE_PROVIDER", "RESIZE_VOLUME",
            "AGENT_OPERATION_FEEDBACK", "AGENT_DRAINING", "TASK_RESOURCE_LIMITS");

    private AgentStateJson() {}

    /** Capabilities and resources. */
    static void writeResources(JsonGenerator out, AgentSnapshot now) throws IOException {
        List<Resource> all = now.info().getResourcesList();
        out.writeArrayFieldStart("capabilities");
        for (String capability : CAPABILITIES) {
            out.writeString(capability);
        }
        out.writeEndArray();
        write(out, "resources", all);
        writeEmpty(out, "reserved_resources");
        write(out, "unreserved_resources", all);
        writeEmpty(out, "reserved_resources_full");
        out.writeArrayFieldStart("unreserved_resources_full");
        for (Resource resource : all) {
            MesosJson.write(withRole(resource), out);
        }
        out.writeEndArray();
        writeEmpty(out, "reserved_resources_allocated");
        write(out, "unreserved_resources_allocated", AgentMetrics.used(now));
        out.writeArrayFieldStart("resource_providers");
        out.writeEndArray();
    }

    @SuppressWarnings("deprecation") // The v0 form names the role as it was before reservations could be refined.
    private static Resource withRole(Resource resource) {
        return resource.toBuilder().setRole("*").build();
    }

    /** Those that have something here, and those of which only ended executors are left. */
    static void writeFrameworks(JsonGenerator out, AgentSnapshot now) throws IOException {
        writeFrameworks(out, "frameworks", now.frameworks(), now);
        writeFrameworks(out, "completed_frameworks", AgentReads.completedFrameworks(now), now);
    }

    private static void writeFrameworks(
            JsonGenerator out, String name, Collection<FrameworkInfo> frameworks, AgentSnapshot now) throws IOException {
        out.writeArrayFieldStart(name);
        for (FrameworkInfo framework : frameworks) {
            out.writeStartObject();
            out.writeStringField("id", framework.getId().getValue());
            out.writeStringField("name", framework.getName());
            out.writeStringField("user", framework.getUser());
            out.writeNumberField("failover_timeout", framework.getFailoverTimeout());
            out.writeBooleanField("checkpoint", framework.getCheckpoint());
            out.writeStringField("hostname", framework.getHostname());
            out.writeArrayFieldStart("roles");
            for (String role : framework.getRolesList()) {
                out.writeString(role);
            }
            out.writeEndArray();
            writeExecutors(out, "executors", framework, now.executors(), now);
            writeExecutors(out, "completed_executors", framework, now.completedExecutors(), now);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    @SuppressWarnings("deprecation") // Real agents still show the source.
    private static void writeExecutors(
            JsonGenerator out, String name, FrameworkInfo framework, List<ExecutorSnapshot> executors, AgentSnapshot now)
            throws IOException {
        out.writeArrayFieldStart(name);
        for (ExecutorSnapshot executor : executors) {
            if (!executor.framework().getId().equals(framework.getId())) {
                continue;
            }
            ExecutorInfo info = executor.info();
            out.writeStartObject();
            out.writeStringField("id", info.getExecutorId().getValue());
            out.writeStringField("name", info.getName());
            out.writeStringField("source", info.getSource());
            out.writeStringField("container", executor.containerId());
            out.writeStringField("directory", executor.directory().sandbox().toString());
            write(out, "resources", executor.resources());
            out.writeStringField("role", role(executor.resources()));
            if (executor.kind() == AgentExecutor.Kind.DEFAULT) {
                out.writeStringField("type", "DEFAULT");
            }
            writeLabels(out, info.hasLabels(), info.getLabels());
            writeTasks(out, "tasks", executor, now.tasks().launched());
            writeTasks(out, "queued_tasks", executor, now.tasks().queued());
            writeTasks(out, "completed_tasks", executor, now.completed());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void writeTasks(JsonGenerator out, String name, ExecutorSnapshot executor, List<Task> tasks)
            throws IOException {
        out.writeArrayFieldStart(name);
        for (Task task : tasks) {
            if (ran(task, executor)) {
                writeTask(out, task);
            }
        }
        out.writeEndArray();
    }

    private static boolean ran(Task task, ExecutorSnapshot executor) {
        boolean command = executor.kind() == AgentExecutor.Kind.COMMAND;
        String id = command && !task.hasExecutorId() ? task.getTaskId().getValue() : task.getExecutorId().getValue();
        return task.getFrameworkId().equals(executor.framework().getId())
                && id.equals(executor.info().getExecutorId().getValue());
    }

    private static void writeTask(JsonGenerator out, Task task) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", task.getTaskId().getValue());
        out.writeStringField("name", task.getName());
        out.writeStringField("framework_id", task.getFrameworkId().getValue());
        out.writeStringField("executor_id", task.getExecutorId().getValue());
        out.writeStringField("slave_id", task.getAgentId().getValue());
        out.writeStringField("state", task.getState().name());
        write(out, "resources", task.getResourcesList());
        out.writeStringField("role", role(task.getResourcesList()));
        out.writeArrayFieldStart("statuses");
        for (TaskStatus status : task.getStatusesList()) {
            out.writeStartObject();
            out.writeStringField("state", status.getState().name());
            out.writeFieldName("timestamp");
            MesosJson.writeDouble(out, status.getTimestamp());
            if (status.hasContainerStatus()) {
                writeMessage(out, "container_status", status.getContainerStatus());
            }
            if (status.hasHealthy()) {
                out.writeBooleanField("healthy", status.getHealthy());
            }
            out.writeEndObject();
        }
        out.writeEndArray();
        writeLabels(out, task.hasLabels(), task.getLabels());
        if (task.hasHealthCheck()) {
            writeMessage(out, "health_check", task.getHealthCheck());
        }
        out.writeEndObject();
    }

    private static String role(List<Resource> resources) {
        return resources.stream()
                .filter(Resource::hasAllocationInfo)
                .map(resource -> resource.getAllocationInfo().getRole())
                .findFirst()
                .orElse("*");
    }

    private static void writeLabels(JsonGenerator out, boolean present, Labels labels) throws IOException {
        if (present) {
            out.writeArrayFieldStart("labels");
            for (Message label : labels.getLabelsList()) {
                MesosJson.write(label, out);
            }
            out.writeEndArray();
        }
    }

    private static void writeMessage(JsonGenerator out, String name, Message message) throws IOException {
        out.writeFieldName(name);
        MesosJson.write(message, out);
    }

    private static void writeEmpty(JsonGenerator out, String name) throws IOException {
        out.writeObjectFieldStart(name);
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, String name, List<Resource> resources) throws IOException {
        out.writeObjectFieldStart(name);
        for (String scalar : SCALARS) {
            out.writeNumberField(scalar, Limits.scalar(scalar, resources));
        }
        for (Resource resource : resources) {
            if (resource.getType() == Value.Type.RANGES) {
                out.writeStringField(resource.getName(), resource.getRanges().getRangeList().stream()
                        .map(range -> range.getBegin() + "-" + range.getEnd())
                        .collect(Collectors.joining(", ", "[", "]")));
            }
        }
        out.writeEndObject();
    }
}
