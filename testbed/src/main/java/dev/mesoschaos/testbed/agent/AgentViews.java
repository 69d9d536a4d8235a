package dev.mesoschaos.testbed.agent;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mesoschaos.testbed.json.MesosJson;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.Value;

/** The agent's v0 answers in JSON: a small part of what a real agent shows, and all of it true. */
final class AgentViews {

    private static final double MILLIS_PER_SECOND = 1e3;

    private final InstantSource clock;
    private final Instant started;
    private final String ip;

    /** Views of an agent that starts now and advertises {@code ip}. */
    AgentViews(InstantSource clock, String ip) {
        this.clock = clock;
        this.started = clock.instant();
        this.ip = ip;
    }

    byte[] version() {
        return MesosJson.document(out -> {
            out.writeStartObject();
            out.writeStringField("version", Agent.VERSION);
            out.writeEndObject();
        });
    }

    byte[] flags(AgentFlags flags) {
        return MesosJson.document(out -> {
            out.writeStartObject();
            writeMap(out, "flags", flags.asMap());
            out.writeEndObject();
        });
    }

    Optional<byte[]> metrics(AgentSnapshot now) {
        return Optional.of(MesosJson.document(out -> {
            out.writeStartObject();
            out.writeNumberField("slave/registered", now.registered() ? 1.0 : 0.0);
            out.writeNumberField("slave/uptime_secs", Duration.between(started, clock.instant()).toMillis() / MILLIS_PER_SECOND);
            for (TaskState state : TaskState.values()) {
                out.writeNumberField("slave/tasks_" + metric(state), count(now, state));
            }
            out.writeEndObject();
        }));
    }

    byte[] state(AgentSnapshot now, AgentFlags flags) {
        return MesosJson.document(out -> {
            out.writeStartObject();
            out.writeStringField("version", Agent.VERSION);
            out.writeNumberField("start_time", started.toEpochMilli() / MILLIS_PER_SECOND);
            if (now.info().hasId()) {
                out.writeStringField("id", now.info().getId().getValue());
            }
            out.writeStringField("pid", "slave(1)@" + ip + ":" + now.info().getPort());
            out.writeStringField("hostname", now.info().getHostname());
            if (now.leader().isPresent()) {
                String leader = now.leader().get();
                out.writeStringField("master_hostname", leader.substring(0, leader.lastIndexOf(':')));
            }
            writeResources(out, now);
            writeMap(out, "attributes", attributes(now));
            writeMap(out, "flags", flags.asMap());
            out.writeArrayFieldStart("frameworks");
            for (FrameworkInfo framework : now.frameworks()) {
                writeFramework(out, framework, now);
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private static void writeFramework(JsonGenerator out, FrameworkInfo framework, AgentSnapshot now)
            throws IOException {
        out.writeStartObject();
        out.writeStringField("id", framework.getId().getValue());
        out.writeStringField("name", framework.getName());
        out.writeArrayFieldStart("executors");
        for (Task task : now.tasks().all()) {
            if (task.getFrameworkId().equals(framework.getId())) {
                out.writeStartObject();
                out.writeStringField("id", task.getTaskId().getValue());
                out.writeArrayFieldStart("tasks");
                writeTask(out, task);
                out.writeEndArray();
                out.writeEndObject();
            }
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void writeTask(JsonGenerator out, Task task) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", task.getTaskId().getValue());
        out.writeStringField("name", task.getName());
        out.writeStringField("framework_id", task.getFrameworkId().getValue());
        out.writeStringField("slave_id", task.getAgentId().getValue());
        out.writeStringField("state", task.getState().name());
        out.writeEndObject();
    }

    private static void writeResources(JsonGenerator out, AgentSnapshot now) throws IOException {
        out.writeObjectFieldStart("resources");
        for (Resource resource : now.info().getResourcesList()) {
            if (resource.getType() == Value.Type.SCALAR) {
                out.writeNumberField(resource.getName(), resource.getScalar().getValue());
            } else {
                out.writeStringField(resource.getName(), resource.getRanges().getRangeList().stream()
                        .map(range -> range.getBegin() + "-" + range.getEnd())
                        .collect(Collectors.joining(", ", "[", "]")));
            }
        }
        out.writeEndObject();
    }

    private static Map<String, String> attributes(AgentSnapshot now) {
        return now.info().getAttributesList().stream().collect(Collectors.toMap(Attribute::getName, AgentViews::text));
    }

    private static String text(Attribute attribute) {
        return attribute.getType() == Value.Type.TEXT
                ? attribute.getText().getValue()
                : Double.toString(attribute.getScalar().getValue());
    }

    private static void writeMap(JsonGenerator out, String name, Map<String, String> map) throws IOException {
        out.writeObjectFieldStart(name);
        for (Map.Entry<String, String> entry : map.entrySet()) {
            out.writeStringField(entry.getKey(), entry.getValue());
        }
        out.writeEndObject();
    }

    private static String metric(TaskState state) {
        return state.name().substring("TASK_".length()).toLowerCase(Locale.ROOT);
    }

    private static double count(AgentSnapshot now, TaskState state) {
        long present = now.tasks().all().stream().filter(task -> task.getState() == state).count();
        return present + now.ended().getOrDefault(state, 0L);
    }
}
