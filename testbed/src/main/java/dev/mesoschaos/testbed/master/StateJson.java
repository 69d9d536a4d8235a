package dev.mesoschaos.testbed.master;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mesoschaos.testbed.json.MesosJson;
import dev.mesoschaos.testbed.master.allocation.PortRanges;
import dev.mesoschaos.testbed.master.allocation.Resources;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.Value;

/** {@code /state}, in the words of v0: agents are slaves, resources are an object (mesos-facts 1.4). */
final class StateJson {

    private final MasterNode node;
    private final MasterInfo self;
    private final MasterFlags flags;
    private final Metrics metrics;

    StateJson(MasterNode node, MasterInfo self, MasterFlags flags, Metrics metrics) {
        this.node = node;
        this.self = self;
        this.flags = flags;
        this.metrics = metrics;
    }

    void write(JsonGenerator out) throws IOException {
        Optional<Cluster> cluster = node.leadership().map(leads -> leads.parts().cluster());
        out.writeStartObject();
        out.writeStringField("version", self.getVersion());
        number("start_time", metrics.startSeconds(), out);
        number("elected_time", metrics.electedSeconds(), out);
        out.writeStringField("id", self.getId());
        out.writeStringField("pid", self.getPid());
        out.writeStringField("hostname", self.getHostname());
        out.writeStringField("leader", self.getPid());
        out.writeFieldName("flags");
        V0Endpoints.write(flags.asMap(), out);
        long active = cluster.stream()
                .flatMap(known -> known.agents().values().stream())
                .filter(RegisteredAgent::isConnected)
                .count();
        long all = cluster.map(known -> known.agents().size()).orElse(0);
        out.writeNumberField("activated_slaves", (double) active);
        out.writeNumberField("deactivated_slaves", (double) (all - active));
        out.writeNumberField(
                "unreachable_slaves",
                (double) cluster.map(known -> known.registry().unreachable().size()).orElse(0));
        out.writeArrayFieldStart("slaves");
        for (RegisteredAgent agent : cluster.map(Cluster::agents).orElse(Map.of()).values()) {
            slave(agent, out);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("recovered_slaves");
        for (String id : cluster.map(Cluster::recovered).orElse(Map.of()).keySet()) {
            V0Endpoints.write(Map.of("id", id), out);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("frameworks");
        for (Framework framework : cluster.map(Cluster::frameworks).orElse(Map.of()).values()) {
            framework(framework, out);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("completed_frameworks");
        if (cluster.isPresent()) {
            for (Framework framework : cluster.get().completedFrameworks()) {
                framework(framework, out);
            }
        }
        out.writeEndArray();
        for (String alwaysEmpty : new String[] {"orphan_tasks", "unregistered_frameworks"}) {
            out.writeArrayFieldStart(alwaysEmpty);
            out.writeEndArray();
        }
        out.writeEndObject();
    }

    private static void slave(RegisteredAgent agent, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", agent.key());
        out.writeStringField("hostname", agent.info().getHostname());
        out.writeNumberField("port", agent.info().getPort());
        out.writeObjectFieldStart("attributes");
        for (Attribute attribute : agent.info().getAttributesList()) {
            if (attribute.getType() == Value.Type.TEXT) {
                out.writeStringField(attribute.getName(), attribute.getText().getValue());
            } else {
                out.writeNumberField(attribute.getName(), attribute.getScalar().getValue());
            }
        }
        out.writeEndObject();
        out.writeStringField("pid", agent.pid());
        number("registered_time", agent.registeredNanos() / 1e9, out);
        number("reregistered_time", agent.reregisteredNanos() / 1e9, out);
        resources("resources", agent.total(), out);
        Resources used = agent.tasks().values().stream()
                .filter(TrackedTask::holdsResources)
                .map(TrackedTask::resources)
                .reduce(Resources.NONE, Resources::plus);
        resources("used_resources", used, out);
        out.writeBooleanField("active", agent.isConnected());
        out.writeBooleanField("deactivated", false);
        out.writeStringField("version", agent.version());
        out.writeEndObject();
    }

    private static void framework(Framework framework, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", framework.key());
        out.writeStringField("name", framework.info().getName());
        out.writeArrayFieldStart("capabilities");
        for (FrameworkInfo.Capability capability : framework.info().getCapabilitiesList()) {
            out.writeString(capability.getType().name());
        }
        out.writeEndArray();
        out.writeBooleanField("active", framework.isConnected());
        out.writeBooleanField("connected", framework.isConnected());
        out.writeBooleanField("recovered", framework.isRecovered());
        out.writeStringField("user", framework.info().getUser());
        number("failover_timeout", framework.info().getFailoverTimeout(), out);
        out.writeBooleanField("checkpoint", framework.info().getCheckpoint());
        number("registered_time", framework.registeredNanos() / 1e9, out);
        number("unregistered_time", framework.unregisteredNanos() / 1e9, out);
        tasks("tasks", framework.tasks().values().stream().map(TrackedTask::task).toList(), out);
        tasks("unreachable_tasks", framework.unreachableTasks().values(), out);
        tasks("completed_tasks", framework.completedTasks(), out);
        out.writeEndObject();
    }

    private static void tasks(String name, Iterable<Task> tasks, JsonGenerator out) throws IOException {
        out.writeArrayFieldStart(name);
        for (Task task : tasks) {
            out.writeStartObject();
            out.writeStringField("id", task.getTaskId().getValue());
            out.writeStringField("name", task.getName());
            out.writeStringField("framework_id", task.getFrameworkId().getValue());
            out.writeStringField("executor_id", task.getExecutorId().getValue());
            out.writeStringField("slave_id", task.getAgentId().getValue());
            out.writeStringField("state", task.getState().name());
            resources("resources", Resources.of(task.getResourcesList()), out);
            out.writeArrayFieldStart("statuses");
            for (TaskStatus status : task.getStatusesList()) {
                out.writeStartObject();
                out.writeStringField("state", status.getState().name());
                number("timestamp", status.getTimestamp(), out);
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void number(String name, double value, JsonGenerator out) throws IOException {
        out.writeFieldName(name);
        MesosJson.writeDouble(out, value);
    }

    private static void resources(String name, Resources resources, JsonGenerator out) throws IOException {
        out.writeObjectFieldStart(name);
        for (String scalar : new String[] {"disk", "mem", "gpus", "cpus"}) {
            out.writeNumberField(scalar, resources.scalar(scalar));
        }
        for (Map.Entry<String, PortRanges> range : resources.ranges().entrySet()) {
            out.writeStringField(range.getKey(), Resources.text(range.getValue()));
        }
        out.writeEndObject();
    }
}
