package dev.mesoschaos.testbed.master;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mesoschaos.testbed.master.registry.RegistryState;
import dev.mesoschaos.testbed.v0.V0Json;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentInfo;

/** {@code /registrar(1)/registry}: what survives this leader; nothing before it is recovered. */
final class RegistryJson {

    private RegistryJson() {}

    static void write(JsonGenerator out, Optional<Cluster> cluster) throws IOException {
        out.writeStartObject();
        if (cluster.isPresent()) {
            RegistryState registry = cluster.get().registry();
            out.writeObjectFieldStart("master");
            V0Json.message(out, "info", cluster.get().self());
            out.writeEndObject();
            out.writeObjectFieldStart("slaves");
            V0Json.list(out, "slaves", registry.admitted().values(), RegistryJson::admitted);
            out.writeEndObject();
            lost(out, "unreachable", registry.unreachable());
            lost(out, "gone", registry.gone());
        }
        out.writeEndObject();
    }

    private static void admitted(JsonGenerator out, AgentInfo agent) throws IOException {
        out.writeStartObject();
        V0Json.message(out, "info", agent);
        out.writeEndObject();
    }

    private static void lost(JsonGenerator out, String name, Map<String, Long> sinceNanos) throws IOException {
        out.writeObjectFieldStart(name);
        V0Json.list(out, "slaves", sinceNanos.entrySet(), (to, agent) -> {
            to.writeStartObject();
            to.writeObjectFieldStart("id");
            to.writeStringField("value", agent.getKey());
            to.writeEndObject();
            V0Json.message(to, "timestamp", Cluster.time(agent.getValue()));
            to.writeEndObject();
        });
        out.writeEndObject();
    }
}
