package dev.mesoschaos.testbed.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mesoschaos.testbed.http.Exchange;
import dev.mesoschaos.testbed.http.Handler;
import dev.mesoschaos.testbed.http.Request;
import dev.mesoschaos.testbed.http.Response;
import java.net.URLDecoder;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/** Takes requests to the control thread, because changes wait for the event loops. */
final class ApiHandler implements Handler {

    private final Api api;
    private final Executor control;

    ApiHandler(Api api, Executor control) {
        this.api = api;
        this.control = control;
    }

    @Override
    public void handle(Request request, Exchange exchange) {
        if (request.header("User-Agent").orElse("").startsWith("Mozilla/")) {
            // A page in a browser must not be able to drive a server on the same machine.
            exchange.respond(Response.text(403, "User agent not allowed\n"));
            return;
        }
        control.execute(() -> exchange.respond(
                api.answer(request.method(), path(request.path()), request.body())));
    }

    private static List<String> path(String path) {
        return Stream.of(path.split("/", -1)).skip(1).map(part -> URLDecoder.decode(part.replace("+", "%2B"), UTF_8))
                .toList();
    }
}
