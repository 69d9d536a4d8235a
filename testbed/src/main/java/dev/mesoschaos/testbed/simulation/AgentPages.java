package dev.mesoschaos.testbed.simulation;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mesoschaos.testbed.http.Exchange;
import dev.mesoschaos.testbed.http.Response;
import dev.mesoschaos.testbed.http.Router;
import dev.mesoschaos.testbed.json.MesosJson;
import java.io.IOException;
import java.util.concurrent.Executor;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.Value;

/** What one simulated agent serves at its own address: enough to see that it is there and who it is (mesos-facts 1.5). */
final class AgentPages {

    private static final String JSON = "application/json";

    private final SimulatedAgent agent;
    private final Executor thread;

    /** Looks at {@code agent} on its own {@code thread}. */
    AgentPages(SimulatedAgent agent, Executor thread) {
        this.agent = agent;
        this.thread = thread;
    }

    void addTo(Router router) {
        router.route("/version", (request, exchange) -> exchange.respond(version()));
        for (String process : new String[] {"", "/slave(1)"}) {
            router.route(process + "/health", (request, exchange) -> exchange.respond(Response.empty(200)))
                    .route(process + "/state", (request, exchange) -> state(exchange));
        }
    }

    private static Response version() {
        return Response.ok(JSON, MesosJson.document(out -> {
            out.writeStartObject();
            out.writeStringField("version", SimulatedAgent.VERSION);
            out.writeEndObject();
        }));
    }

    private void state(Exchange exchange) {
        thread.execute(() -> exchange.respond(Response.ok(JSON, MesosJson.document(this::write))));
    }

    private void write(JsonGenerator out) throws IOException {
        AgentInfo info = agent.info();
        out.writeStartObject();
        out.writeStringField("version", SimulatedAgent.VERSION);
        if (info.hasId()) {
            out.writeStringField("id", info.getId().getValue());
        }
        out.writeStringField("hostname", info.getHostname());
        out.writeObjectFieldStart("attributes");
        for (Attribute attribute : info.getAttributesList()) {
            if (attribute.getType() == Value.Type.TEXT) {
                out.writeStringField(attribute.getName(), attribute.getText().getValue());
            }
        }
        out.writeEndObject();
        out.writeArrayFieldStart("tasks");
        for (SimulatedTask task : agent.tasks().all()) {
            out.writeStartObject();
            out.writeStringField("id", task.info().getTaskId().getValue());
            out.writeStringField("framework_id", task.key().framework().getValue());
            out.writeStringField("state", task.state().name());
            out.writeBooleanField(Simulation.MARK, true);
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }
}
