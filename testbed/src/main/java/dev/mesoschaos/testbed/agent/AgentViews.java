package dev.mesoschaos.testbed.agent;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mesoschaos.testbed.api.Build;
import dev.mesoschaos.testbed.auth.Action;
import dev.mesoschaos.testbed.json.MesosJson;
import dev.mesoschaos.testbed.metrics.SystemMetrics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.mesos.v1.Protos.Attribute;
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

    byte[] flags(AgentFlags flags) {
        return MesosJson.document(out -> {
            out.writeStartObject();
            writeMap(out, "flags", flags.asMap());
            out.writeEndObject();
        });
    }

    Map<String, Double> metrics(AgentSnapshot now) {
        Map<String, Double> all = new TreeMap<>(AgentMetrics.of(now));
        SystemMetrics.addTo(all);
        all.put("slave/uptime_secs", Duration.between(started, clock.instant()).toMillis() / MILLIS_PER_SECOND);
        return all;
    }

    /** What {@code /state} shows to a caller; resources and capabilities are no secret. */
    byte[] state(AgentSight sight, AgentFlags flags) {
        AgentSnapshot now = sight.whole();
        return MesosJson.document(out -> {
            out.writeStartObject();
            Build.write(out);
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
            AgentStateJson.writeResources(out, now);
            writeMap(out, "attributes", attributes(now));
            if (sight.caller().may(Action.VIEW_FLAGS)) {
                writeMap(out, "flags", flags.asMap());
            }
            AgentStateJson.writeFrameworks(out, sight.visible());
            out.writeEndObject();
        });
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
}
