package dev.mesoschaos.testbed.agent;

import dev.mesoschaos.testbed.agent.sandbox.FilesEndpoints;
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
    private volatile Optional<AgentServing> serving = Optional.empty();

    AgentHttp(AgentFlags flags, AgentViews views) {
        this.flags = flags;
        this.views = views;
    }

    /** From now on questions are answered by this agent. */
    void serve(AgentServing started) {
        serving = Optional.of(started);
    }

    Handler handler() {
        Router router = new Router()
                .route("/metrics/snapshot", (request, exchange) -> ask(exchange, views::metrics))
                .route("/version", (request, exchange) -> exchange.respond(json(views.version())))
                .route("/api/v1", (request, exchange) -> new AgentApi(flags).handle(request, exchange, serving))
                .route("/files/browse", (request, exchange) ->
                        answer(exchange, now -> FilesEndpoints.browse(request, Sandboxes.of(now))))
                .route("/files/read", (request, exchange) ->
                        answer(exchange, now -> FilesEndpoints.read(request, Sandboxes.of(now))))
                .route("/files/download", (request, exchange) ->
                        answer(exchange, now -> FilesEndpoints.download(request, Sandboxes.of(now))))
                .route("/files/debug", (request, exchange) ->
                        answer(exchange, now -> FilesEndpoints.debug(Sandboxes.of(now))))
                .route("/monitor/statistics", (request, exchange) -> ask(exchange, now -> containers(now, false)));
        for (String process : new String[] {"", "/slave(1)"}) {
            router.route(process + "/health", (request, exchange) -> exchange.respond(Response.empty(200)))
                    .route(process + "/flags", (request, exchange) -> exchange.respond(json(views.flags(flags))))
                    .route(process + "/api/v1/executor", (request, exchange) ->
                            new AgentApi(flags).handleExecutor(request, exchange, serving.map(AgentServing::agent)))
                    .route(process + "/containers", (request, exchange) -> ask(exchange, now -> containers(now, true)))
                    .route(process + "/state", (request, exchange) -> ask(exchange, this::state));
        }
        return router;
    }

    private Optional<byte[]> state(AgentSnapshot now) {
        return now.recovered() ? Optional.of(views.state(now, flags)) : Optional.empty();
    }

    private Optional<byte[]> containers(AgentSnapshot now, boolean withStatus) {
        return serving.map(AgentServing::containers).map(reads -> reads.json(now, withStatus));
    }

    private void ask(Exchange exchange, Function<AgentSnapshot, Optional<byte[]>> view) {
        answer(exchange, now -> view.apply(now).map(AgentHttp::json).orElseGet(() -> Response.status(503)));
    }

    /** Off the agent's own thread, because views read files. */
    private void answer(Exchange exchange, Function<AgentSnapshot, Response> view) {
        if (serving.isEmpty()) {
            exchange.respond(Response.status(503));
            return;
        }
        var unused = serving.get().snapshot().thenApplyAsync(view, serving.get().background()).thenAccept(exchange::respond);
    }

    private static Response json(byte[] body) {
        return Response.ok(JSON, body);
    }
}
