package dev.mesoschaos.testbed.http;

import java.util.HashMap;
import java.util.Map;

/**
 * Picks the handler with the longest registered prefix of whole path segments, as Mesos does (mesos-facts 1.1); a path
 * with {@code /..} and a path without a handler are 404.
 */
public final class Router implements Handler {

    private final Map<String, Handler> routes = new HashMap<>();

    /** Registers a prefix such as {@code /api/v1}; later requests see it, so register before serving. */
    public Router route(String prefix, Handler handler) {
        routes.put(prefix, handler);
        return this;
    }

    @Override
    public void handle(Request request, Exchange exchange) {
        String path = request.path();
        for (String prefix = path; !path.contains("/.."); prefix = prefix.substring(0, prefix.lastIndexOf('/'))) {
            Handler handler = routes.get(prefix);
            if (handler != null) {
                handler.handle(request, exchange);
                return;
            }
            if (prefix.lastIndexOf('/') <= 0) {
                break;
            }
        }
        exchange.respond(Response.status(404));
    }
}
