package dev.mesoschaos.testbed.agent;

import dev.mesoschaos.testbed.api.Build;
import dev.mesoschaos.testbed.api.JsonAnswer;
import dev.mesoschaos.testbed.api.Refusal;
import dev.mesoschaos.testbed.auth.Action;
import dev.mesoschaos.testbed.files.FileEndpoints;
import dev.mesoschaos.testbed.http.Exchange;
import dev.mesoschaos.testbed.http.Handler;
import dev.mesoschaos.testbed.http.Request;
import dev.mesoschaos.testbed.http.Response;
import dev.mesoschaos.testbed.http.Router;
import dev.mesoschaos.testbed.json.MesosJson;
import dev.mesoschaos.testbed.process.Verbosity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Function;

/** What an agent serves (mesos-facts 1.5). Until the agent is there, {@code /health} alone answers 200. */
final class AgentHttp {

    private static final String JSON = "application/json";

    private final AgentFlags flags;
    private final AgentViews views;
    private final AgentAuth auth;
    private volatile Optional<AgentServing> serving = Optional.empty();

    AgentHttp(AgentFlags flags, AgentViews views) {
        this.flags = flags;
        this.views = views;
        this.auth = AgentAuth.of(flags);
    }

    /** From now on questions are answered by this agent. */
    void serve(AgentServing started) {
        serving = Optional.of(started);
    }

    Handler handler(ScheduledExecutorService timer) {
        AgentApi calls = new AgentApi(flags, auth, views, new Verbosity(timer));
        ExecutorApi executors = new ExecutorApi();
        return new Router("slave(1)")
                .route("/slave(1)/health", (request, exchange) -> exchange.respond(Response.empty(200)))
                .route("/slave(1)/flags", auth.readOnly().guard(this::flags))
                .route("/slave(1)/state", auth.readOnly().guard((request, exchange) ->
                        ask(request, exchange, this::state)))
                .route("/slave(1)/api/v1", auth.readWrite().guard((request, exchange) ->
                        calls.handle(request, exchange, serving)))
                .route("/slave(1)/api/v1/executor", (request, exchange) ->
                        executors.handle(request, exchange, serving.map(AgentServing::agent)))
                .route("/slave(1)/containers", endpoint("/containers", (request, exchange) ->
                        ask(request, exchange, sight -> containers(sight.containers(), true))))
                .route("/monitor/statistics", endpoint("/monitor/statistics", (request, exchange) ->
                        ask(request, exchange, sight -> containers(sight.whole().executors(), false))))
                .route("/files/browse", auth.readOnly().guard(files(FileEndpoints::browse)))
                .route("/files/read", auth.readOnly().guard(files(FileEndpoints::read)))
                .route("/files/download", auth.readOnly().guard(files(FileEndpoints::download)))
                .route("/files/debug", endpoint("/files/debug", files(FileEndpoints::debug)))
                .route("/metrics/snapshot", endpoint("/metrics/snapshot", (request, exchange) ->
                        ask(request, exchange, sight -> Optional.of(metrics(request, sight.whole())))))
                .route("/version", (request, exchange) -> exchange.respond(JsonAnswer.of(request, out -> {
                    out.writeStartObject();
                    Build.write(out);
                    out.writeEndObject();
                })));
    }

    private void flags(Request request, Exchange exchange) {
        boolean seen = auth.caller(request).may(Action.VIEW_FLAGS);
        exchange.respond(seen ? Response.ok(JSON, views.flags(flags)) : Response.status(403));
    }

    /** An endpoint that ACLs can close. */
    private Handler endpoint(String path, Handler handler) {
        return auth.readOnly().guard((request, exchange) -> {
            if (auth.caller(request).may(Action.GET_ENDPOINTS, path)) {
                handler.handle(request, exchange);
            } else {
                exchange.respond(Refusal.forbidden().response());
            }
        });
    }

    private Optional<Response> state(AgentSight sight) {
        return sight.whole().recovered()
                ? Optional.of(Response.ok(JSON, views.state(sight, flags)))
                : Optional.empty();
    }

    private Response metrics(Request request, AgentSnapshot now) {
        return JsonAnswer.of(request, out -> {
            out.writeStartObject();
            for (Map.Entry<String, Double> metric : views.metrics(now).entrySet()) {
                out.writeFieldName(metric.getKey());
                MesosJson.writeDouble(out, metric.getValue());
            }
            out.writeEndObject();
        });
    }

    private Optional<Response> containers(List<ExecutorSnapshot> executors, boolean withStatus) {
        return serving.map(agent -> Response.ok(JSON, agent.containers().json(executors, withStatus)));
    }

    private Handler files(Function<FileEndpoints, Handler> endpoint) {
        return (request, exchange) -> with(exchange, now -> {
            Sandboxes sandboxes = new Sandboxes(now);
            FileEndpoints files = new FileEndpoints(
                    sandboxes.files(), (asker, path) -> sandboxes.require(auth.caller(asker), path));
            endpoint.apply(files).handle(request, exchange);
        });
    }

    private void ask(Request request, Exchange exchange, Function<AgentSight, Optional<Response>> view) {
        with(exchange, now -> exchange.respond(
                view.apply(new AgentSight(now, auth.caller(request))).orElseGet(AgentApi::recovering)));
    }

    /** Off the agent's own thread, because views read files. */
    private void with(Exchange exchange, Consumer<AgentSnapshot> then) {
        if (serving.isEmpty()) {
            exchange.respond(AgentApi.recovering());
            return;
        }
        var unused = serving.get().snapshot().thenAcceptAsync(then, serving.get().background());
    }
}
