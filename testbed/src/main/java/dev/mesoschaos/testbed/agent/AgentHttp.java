package dev.mesoschaos.testbed.agent;

import dev.mesoschaos.testbed.api.Build;
import dev.mesoschaos.testbed.api.JsonAnswer;
import dev.mesoschaos.testbed.auth.Action;
import dev.mesoschaos.testbed.files.FileEndpoints;
import dev.mesoschaos.testbed.http.Exchange;
import dev.mesoschaos.testbed.http.Handler;
import dev.mesoschaos.testbed.http.Request;
import dev.mesoschaos.testbed.http.Response;
import dev.mesoschaos.testbed.http.Router;
import dev.mesoschaos.testbed.json.MesosJson;
import dev.mesoschaos.testbed.process.Verbosity;
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
                .route("/slave(1)/state", auth.readOnly().guard((request, exchange) -> ask(exchange, this::state)))
                .route("/slave(1)/api/v1", auth.readWrite().guard((request, exchange) ->
                        calls.handle(request, exchange, serving)))
                .route("/slave(1)/api/v1/executor", (request, exchange) ->
                        executors.handle(request, exchange, serving.map(AgentServing::agent)))
                .route("/slave(1)/containers", auth.readOnly().guard((request, exchange) ->
                        ask(exchange, now -> containers(now, true))))
                .route("/monitor/statistics", auth.readOnly().guard((request, exchange) ->
                        ask(exchange, now -> containers(now, false))))
                .route("/files/browse", auth.readOnly().guard(files(FileEndpoints::browse)))
                .route("/files/read", auth.readOnly().guard(files(FileEndpoints::read)))
                .route("/files/download", auth.readOnly().guard(files(FileEndpoints::download)))
                .route("/files/debug", auth.readOnly().guard(files(FileEndpoints::debug)))
                .route("/metrics/snapshot", auth.readOnly().guard((request, exchange) ->
                        ask(exchange, now -> Optional.of(metrics(request, now)))))
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

    private Optional<Response> state(AgentSnapshot now) {
        return now.recovered() ? Optional.of(Response.ok(JSON, views.state(now, flags))) : Optional.empty();
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

    private Optional<Response> containers(AgentSnapshot now, boolean withStatus) {
        return serving.map(agent -> Response.ok(JSON, agent.containers().json(now, withStatus)));
    }

    private Handler files(Function<FileEndpoints, Handler> endpoint) {
        return (request, exchange) -> with(exchange, now ->
                endpoint.apply(new FileEndpoints(Sandboxes.of(now), (asker, name) -> {})).handle(request, exchange));
    }

    private void ask(Exchange exchange, Function<AgentSnapshot, Optional<Response>> view) {
        with(exchange, now -> exchange.respond(view.apply(now).orElseGet(AgentApi::recovering)));
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
