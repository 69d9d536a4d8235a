package dev.mesoschaos.testbed.agent;

import dev.mesoschaos.testbed.http.Exchange;
import dev.mesoschaos.testbed.http.Handler;
import dev.mesoschaos.testbed.http.Response;
import dev.mesoschaos.testbed.http.Router;
import java.util.Optional;
import java.util.function.Function;

/** What an agent serves (mesos-facts 1.5). Until the agent is there, {@code /health} alone answers 200. */
final class AgentHttp {

    private static final String JSON = "application/json";

    private final AgentFlags flags;
    private final AgentViews views;
    private volatile Optional<Agent> agent = Optional.empty();

    AgentHttp(AgentFlags flags, AgentViews views) {
        this.flags = flags;
        this.views = views;
    }

    /** From now on questions are answered by this agent. */
    void serve(Agent started) {
        agent = Optional.of(started);
    }

    Handler handler() {
        Router router = new Router()
                .route("/metrics/snapshot", (request, exchange) -> ask(exchange, views::metrics))
                .route("/version", (request, exchange) -> exchange.respond(json(views.version())))
                .route("/api/v1", (request, exchange) -> new AgentApi(flags).handle(request, exchange, agent));
        for (String process : new String[] {"", "/slave(1)"}) {
            router.route(process + "/health", (request, exchange) -> exchange.respond(Response.empty(200)))
                    .route(process + "/flags", (request, exchange) -> exchange.respond(json(views.flags(flags))))
                    .route(process + "/state", (request, exchange) -> ask(exchange, this::state));
        }
        return router;
    }

    private Optional<byte[]> state(AgentSnapshot now) {
        return now.recovered() ? Optional.of(views.state(now, flags)) : Optional.empty();
    }

    private void ask(Exchange exchange, Function<AgentSnapshot, Optional<byte[]>> view) {
        if (agent.isEmpty()) {
            exchange.respond(Response.status(503));
            return;
        }
        var unused = agent.get()
                .snapshot()
                .thenApply(view)
                .thenAccept(body -> exchange.respond(
                        body.map(AgentHttp::json).orElseGet(() -> Response.status(503))));
    }

    private static Response json(byte[] body) {
        return Response.ok(JSON, body);
    }
}
