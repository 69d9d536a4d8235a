package dev.mesoschaos.testbed.simulation;

import dev.mesoschaos.testbed.http.Exchange;
import dev.mesoschaos.testbed.http.Request;
import dev.mesoschaos.testbed.http.Response;
import dev.mesoschaos.testbed.http.Router;
import dev.mesoschaos.testbed.json.MesosJson;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * The simulator's own address: {@code GET /simulation} counts, {@code POST /simulation/cut?rack=R} cuts a rack off and
 * {@code POST /simulation/heal?rack=R} joins it again. This is no part of Mesos.
 */
final class SimulationApi {

    private final Simulation simulation;
    private final Executor thread;

    /** Asks and commands {@code simulation} on its own {@code thread}. */
    SimulationApi(Simulation simulation, Executor thread) {
        this.simulation = simulation;
        this.thread = thread;
    }

    void addTo(Router router) {
        router.route("/health", (request, exchange) -> exchange.respond(Response.empty(200)))
                .route("/simulation", (request, exchange) -> thread.execute(() -> exchange.respond(census(request))))
                .route("/simulation/cut", (request, exchange) -> command(request, exchange, true))
                .route("/simulation/heal", (request, exchange) -> command(request, exchange, false));
    }

    private void command(Request request, Exchange exchange, boolean cut) {
        thread.execute(() -> exchange.respond(cut(request, cut)));
    }

    private Response cut(Request request, boolean cut) {
        if (!request.method().equals("POST")) {
            return Response.text(405, "405 Method Not Allowed. Expecting one of { 'POST' }, but received '"
                    + request.method() + "'.").with("Allow", "POST");
        }
        List<String> racks = new QueryStringDecoder(request.target()).parameters().getOrDefault("rack", List.of());
        if (racks.size() != 1 || !simulation.racks().contains(racks.getFirst())) {
            return Response.text(400, "Expecting one rack=R with R one of " + String.join(", ", simulation.racks()));
        }
        return Response.text(200, simulation.cut(racks.getFirst(), cut) + " agents");
    }

    private Response census(Request request) {
        if (!request.path().equals("/simulation")) {
            return Response.status(404);
        }
        Simulation.Census now = simulation.census();
        return Response.ok("application/json", MesosJson.document(out -> {
            out.writeStartObject();
            out.writeBooleanField(Simulation.MARK, true);
            out.writeNumberField("agents", now.agents());
            out.writeNumberField("registered", now.registered());
            out.writeNumberField("cut", now.cut());
            out.writeObjectFieldStart("tasks");
            for (var state : now.tasks().entrySet()) {
                out.writeNumberField(state.getKey(), state.getValue());
            }
            out.writeEndObject();
            out.writeEndObject();
        }));
    }
}
