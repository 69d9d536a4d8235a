package dev.mesoschaos.testbed.http;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Picks the handler with the longest registered prefix of whole path segments, as Mesos does (mesos-facts 1.1). The first
 * segment names a process; a path whose first segment names none is one of the default process. A path with {@code /..}
 * and a path without a handler are 404.
 */
public final class Router implements Handler {

    private final String defaultProcess;
    private final Map<String, Handler> routes = new HashMap<>();
    private final Set<String> processes = new HashSet<>();

    /** A router whose paths all name their process. */
    public Router() {
        this("");
    }

    /**
     * Makes a router without routes.
     *
     * @param defaultProcess such as {@code master}
     */
    public Router(String defaultProcess) {
        this.defaultProcess = defaultProcess;
        processes.add(defaultProcess);
    }

    /** Registers a prefix such as {@code /master/api/v1}; later requests see it, so register before serving. */
    public Router route(String prefix, Handler handler) {
        routes.put(prefix, handler);
        processes.add(firstSegment(prefix));
        return this;
    }

    /** The path of the request from the name of its process on. */
    public String resolve(Request request) {
        String path = request.path();
        boolean complete = defaultProcess.isEmpty() || processes.contains(firstSegment(path));
        return complete ? path : "/" + defaultProcess + (path.equals("/") ? "" : path);
    }

    @Override
    public void handle(Request request, Exchange exchange) {
        String path = resolve(request);
        for (String prefix = path; !prefix.isEmpty() && !path.contains("/.."); prefix = parent(prefix)) {
            Handler handler = routes.get(prefix);
            if (handler != null) {
                handler.handle(request, exchange);
                return;
            }
        }
        exchange.respond(Response.status(404));
    }

    private static String parent(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }

    private static String firstSegment(String path) {
        int end = path.indexOf('/', 1);
        return end < 0 ? path.substring(1) : path.substring(1, end);
    }
}
