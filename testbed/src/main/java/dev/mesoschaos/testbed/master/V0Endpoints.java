package dev.mesoschaos.testbed.master;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mesoschaos.testbed.http.Exchange;
import dev.mesoschaos.testbed.http.Request;
import dev.mesoschaos.testbed.http.Response;
import dev.mesoschaos.testbed.http.Router;
import dev.mesoschaos.testbed.json.MesosJson;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Executor;

/** The older endpoints, on every master, most of them without a redirect (mesos-facts 1.4). */
final class V0Endpoints {

    private static final String JSON = "application/json";

    private final MasterNode node;
    private final MasterFlags flags;
    private final Metrics metrics;
    private final StateJson state;
    private final Executor actor;
    private final String version;

    V0Endpoints(
            MasterNode node, MasterFlags flags, Metrics metrics, StateJson state, Executor actor, String version) {
        this.node = node;
        this.flags = flags;
        this.metrics = metrics;
        this.state = state;
        this.actor = actor;
        this.version = version;
    }

    void addTo(Router router) {
        for (String process : new String[] {"", "/master"}) {
            router.route(process + "/health", (request, exchange) -> exchange.respond(Response.empty(200)));
            router.route(process + "/flags", this::flags);
            router.route(process + "/state", this::state);
            router.route(process + "/redirect", this::redirect);
        }
        router.route("/version", this::version);
        router.route("/metrics/snapshot", this::metrics);
    }

    private void redirect(Request request, Exchange exchange) {
        if (request.path().endsWith("/redirect")) {
            node.redirect(exchange);
        } else {
            exchange.respond(Response.status(404));
        }
    }

    private void flags(Request request, Exchange exchange) {
        exchange.respond(Response.ok(JSON, MesosJson.document(out -> {
            out.writeStartObject();
            out.writeFieldName("flags");
            write(flags.asMap(), out);
            out.writeEndObject();
        })));
    }

    private void version(Request request, Exchange exchange) {
        exchange.respond(Response.ok(JSON, MesosJson.document(out -> write(Map.of("version", version), out))));
    }

    private void metrics(Request request, Exchange exchange) {
        actor.execute(() -> {
            Map<String, Double> all = metrics.snapshot();
            exchange.respond(Response.ok(JSON, MesosJson.document(out -> {
                out.writeStartObject();
                for (Map.Entry<String, Double> metric : all.entrySet()) {
                    out.writeNumberField(metric.getKey(), metric.getValue());
                }
                out.writeEndObject();
            })));
        });
    }

    /** A leader that still recovers answers this one, with empty lists; a follower redirects. */
    private void state(Request request, Exchange exchange) {
        actor.execute(() -> {
            if (node.isElected()) {
                exchange.respond(Response.ok(JSON, MesosJson.document(state::write)));
            } else {
                exchange.respond(node.elsewhere(request));
            }
        });
    }

    static void write(Map<String, String> texts, JsonGenerator out) throws IOException {
        out.writeStartObject();
        for (Map.Entry<String, String> text : texts.entrySet()) {
            out.writeStringField(text.getKey(), text.getValue());
        }
        out.writeEndObject();
    }
}
