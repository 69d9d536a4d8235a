package dev.mesoschaos.injectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mesoschaos.scenarios.cluster.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Predicate;

/** As much of Toxiproxy's API as the faults use; nothing flows through its proxies. */
public final class FakeToxiproxy implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Toxics by proxy and name. */
    public final Map<String, Map<String, ObjectNode>> proxies = new ConcurrentSkipListMap<>();

    /** Names of the proxies that are disabled. */
    public final Set<String> disabled = new ConcurrentSkipListSet<>();

    /** Requests that end with an error and do nothing. */
    public volatile Predicate<String> breaks = request -> false;

    private final HttpServer server;

    public FakeToxiproxy(List<String> names) throws IOException {
        names.forEach(name -> proxies.put(name, new ConcurrentSkipListMap<>()));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/proxies", this::handle);
        server.start();
    }

    public Address api() {
        return new Address(server.getAddress().getAddress().getHostAddress(), server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String[] path = exchange.getRequestURI().getPath().substring(1).split("/", -1);
            String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            if (breaks.test(request)) {
                answer(exchange, 500, Map.of("error", "broken", "status", 500));
            } else if (path.length == 1) {
                ObjectNode all = JSON.createObjectNode();
                proxies.keySet().forEach(name -> all.set(name, proxy(name)));
                answer(exchange, 200, all);
            } else if (!proxies.containsKey(path[1])) {
                answer(exchange, 404, Map.of("error", "proxy not found", "status", 404));
            } else if (path.length == 2) {
                if (body.length > 0) {
                    enable(path[1], JSON.readTree(body).path("enabled").asBoolean());
                }
                answer(exchange, 200, proxy(path[1]));
            } else {
                toxics(exchange, proxies.get(path[1]), path.length == 4 ? path[3] : "", body);
            }
        }
    }

    private void toxics(HttpExchange exchange, Map<String, ObjectNode> toxics, String name, byte[] body)
            throws IOException {
        JsonNode sent = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
        boolean known = toxics.containsKey(name.isEmpty() ? sent.path("name").asText() : name);
        switch (exchange.getRequestMethod() + (name.isEmpty() ? " all" : known ? " one" : " none")) {
            case "GET all" -> answer(exchange, 200, toxics.values());
            case "POST all" -> {
                if (known) {
                    answer(exchange, 409, Map.of("error", "toxic already exists", "status", 409));
                } else {
                    toxics.put(sent.path("name").asText(), ((ObjectNode) sent).put("toxicity", 1.0));
                    answer(exchange, 200, sent);
                }
            }
            case "POST one" -> {
                ObjectNode attributes = (ObjectNode) toxics.get(name).path("attributes");
                if (sent.has("toxicity")) {
                    toxics.get(name).set("toxicity", sent.get("toxicity"));
                }
                sent.path("attributes").properties().forEach(entry -> attributes.set(entry.getKey(), entry.getValue()));
                answer(exchange, 200, toxics.get(name));
            }
            case "DELETE one" -> {
                toxics.remove(name);
                exchange.sendResponseHeaders(204, -1);
            }
            default -> answer(exchange, 404, Map.of("error", "toxic not found", "status", 404));
        }
    }

    private void enable(String name, boolean enabled) {
        if (enabled) {
            disabled.remove(name);
        } else {
            disabled.add(name);
        }
    }

    private ObjectNode proxy(String name) {
        return JSON.createObjectNode()
                .put("name", name)
                .put("listen", "127.0.0.1:1")
                .put("upstream", "127.0.0.1:2")
                .put("enabled", !disabled.contains(name));
    }

    private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] json = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, json.length);
        exchange.getResponseBody().write(json);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
