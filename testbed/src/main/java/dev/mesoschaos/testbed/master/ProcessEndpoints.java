package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.api.JsonAnswer;
import dev.mesoschaos.testbed.api.Refusal;
import dev.mesoschaos.testbed.auth.Action;
import dev.mesoschaos.testbed.files.FileEndpoints;
import dev.mesoschaos.testbed.http.Exchange;
import dev.mesoschaos.testbed.http.Handler;
import dev.mesoschaos.testbed.http.Request;
import dev.mesoschaos.testbed.http.Response;
import dev.mesoschaos.testbed.http.Router;
import dev.mesoschaos.testbed.metrics.MetricsEndpoint;
import dev.mesoschaos.testbed.process.LoggingToggle;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;

/** The endpoints that are about this process alone, so that every master answers them itself (mesos-facts 1.4). */
final class ProcessEndpoints {

    private static final String PAGE = "<!DOCTYPE html><title>Mesos</title><p>A master of the mesos-chaos testbed. "
            + "It has no web interface; see <a href=\"/state\">/state</a>.</p>";

    private final MasterNode node;
    private final MasterAuth auth;
    private final ProcessCalls process;
    private final ScheduledExecutorService actor;

    ProcessEndpoints(MasterNode node, MasterAuth auth, ProcessCalls process, ScheduledExecutorService actor) {
        this.node = node;
        this.auth = auth;
        this.process = process;
        this.actor = actor;
    }

    void addTo(Router router, Metrics metrics, LongSupplier nanos) {
        FileEndpoints files = new FileEndpoints(
                process.files(), (request, path) -> ProcessCalls.allow(auth.caller(request), path));
        router.route("/files/browse", auth.readOnly().guard(files.browse()))
                .route("/files/read", auth.readOnly().guard(files.read()))
                .route("/files/download", auth.readOnly().guard(files.download()))
                .route("/files/debug", endpoint("/files/debug", files.debug()))
                .route("/metrics/snapshot", endpoint(
                        "/metrics/snapshot", new MetricsEndpoint(metrics::snapshot, actor, nanos)))
                .route("/logging/toggle", auth.readWrite().guard(checked("/logging/toggle", toggle())))
                .route("/registrar(1)/registry", auth.readOnly().guard(registry()))
                .route("/help", ProcessEndpoints::page)
                .route("/master", (request, exchange) -> {
                    boolean root = request.path().equals("/") || request.path().equals("/master");
                    if (root) {
                        page(request, exchange);
                    } else {
                        exchange.respond(Response.status(404));
                    }
                });
    }

    private static void page(Request request, Exchange exchange) {
        exchange.respond(Response.ok("text/html", PAGE.getBytes(StandardCharsets.UTF_8)));
    }

    private Handler endpoint(String path, Handler handler) {
        return auth.readOnly().guard(checked(path, handler));
    }

    /** An endpoint that ACLs can close. */
    private Handler checked(String path, Handler handler) {
        return (request, exchange) -> {
            if (auth.caller(request).may(Action.GET_ENDPOINTS, path)) {
                handler.handle(request, exchange);
            } else {
                exchange.respond(Refusal.forbidden().response());
            }
        };
    }

    private Handler toggle() {
        return (request, exchange) -> actor.execute(() -> {
            try {
                exchange.respond(LoggingToggle.answer(request, process.verbosity()));
            } catch (Refusal e) {
                exchange.respond(e.response());
            }
        });
    }

    /** What the leader has written; any other master has nothing to show. */
    private Handler registry() {
        return (request, exchange) -> actor.execute(() -> exchange.respond(JsonAnswer.of(
                request,
                out -> RegistryJson.write(out, node.leadership().map(leads -> leads.parts().cluster())))));
    }
}
