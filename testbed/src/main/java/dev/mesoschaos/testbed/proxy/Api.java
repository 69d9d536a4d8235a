package dev.mesoschaos.testbed.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mesoschaos.testbed.http.Response;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Toxiproxy's HTTP interface, version 2: requests to changes of the catalog. For the control thread. */
final class Api {

    /** The version of the real server that this one follows. */
    static final String VERSION = "2.5.0";

    private static final Logger LOG = LoggerFactory.getLogger(Api.class);

    private final Catalog catalog;

    Api(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * Answers a request.
     *
     * @param path the decoded parts of the path, without the slashes
     */
    Response answer(String method, List<String> path, byte[] body) {
        try {
            return route(method, path, body);
        } catch (ApiException e) {
            return error(e);
        } catch (RuntimeException e) {
            LOG.error("{} {} failed", method, path, e);
            return error(new ApiException(500, String.valueOf(e.getMessage())));
        }
    }

    private Response route(String method, List<String> path, byte[] body) throws ApiException {
        String first = path.isEmpty() ? "" : path.getFirst();
        return switch (path.size()) {
            case 1 -> switch (first) {
                case "version" -> method.equals("GET") ? Response.text(200, VERSION) : Response.empty(405);
                case "reset" -> method.equals("POST") ? reset() : Response.empty(405);
                case "populate" -> method.equals("POST") ? populate(body) : Response.empty(405);
                case "proxies" -> proxies(method, body);
                default -> unknown();
            };
            case 2 -> first.equals("proxies") ? proxy(method, path.get(1), body) : unknown();
            case 3 -> isToxics(path) ? toxics(method, catalog.get(path.get(1)), body) : unknown();
            case 4 -> isToxics(path) ? toxic(method, catalog.get(path.get(1)), path.get(3), body) : unknown();
            default -> unknown();
        };
    }

    private Response reset() throws ApiException {
        catalog.reset();
        return Response.empty(204);
    }

    private Response populate(byte[] body) {
        List<Proxy> done = new ArrayList<>();
        ObjectNode answer = Json.empty();
        int status = 201;
        try {
            catalog.populate(Json.array(body), done);
        } catch (ApiException e) {
            status = e.status();
            answer = Json.error(status, e.getMessage());
        }
        done.stream().map(Json::show).forEach(answer.putArray("proxies")::add);
        return json(status, answer);
    }

    private Response proxies(String method, byte[] body) throws ApiException {
        return switch (method) {
            case "GET" -> {
                ObjectNode all = Json.empty();
                catalog.all().forEach(proxy -> all.set(proxy.name(), Json.show(proxy)));
                yield json(200, all);
            }
            case "POST" -> json(201, Json.show(catalog.create(Json.object(body))));
            default -> Response.empty(405);
        };
    }

    private Response proxy(String method, String name, byte[] body) throws ApiException {
        return switch (method) {
            case "GET" -> json(200, Json.show(catalog.get(name)));
            case "POST" -> {
                catalog.get(name);
                yield json(200, Json.show(catalog.update(name, Json.object(body))));
            }
            case "DELETE" -> {
                catalog.remove(name);
                yield Response.empty(204);
            }
            default -> Response.empty(405);
        };
    }

    private static Response toxics(String method, Proxy proxy, byte[] body) throws ApiException {
        return switch (method) {
            case "GET" -> json(200, Json.show(proxy.toxics().list()));
            case "POST" -> {
                ToxicSpec toxic = proxy.toxics().add(ToxicRequest.read(body));
                proxy.apply();
                yield json(200, Json.show(toxic));
            }
            default -> Response.empty(405);
        };
    }

    private static Response toxic(String method, Proxy proxy, String name, byte[] body) throws ApiException {
        return switch (method) {
            case "GET" -> json(200, Json.show(proxy.toxics().get(name)));
            case "POST" -> {
                proxy.toxics().get(name);
                ToxicSpec toxic = proxy.toxics().update(name, ToxicRequest.read(body));
                proxy.apply();
                yield json(200, Json.show(toxic));
            }
            case "DELETE" -> {
                proxy.toxics().remove(name);
                proxy.apply();
                yield Response.empty(204);
            }
            default -> Response.empty(405);
        };
    }

    private static Response json(int status, JsonNode body) {
        return Response.text(status, body.toString()).with("Content-Type", "application/json");
    }

    /** The real server sends its errors as plain text that happens to be JSON. */
    private static Response error(ApiException error) {
        return Response.text(error.status(), Json.error(error.status(), error.getMessage()) + "\n");
    }

    private static boolean isToxics(List<String> path) {
        return path.getFirst().equals("proxies") && path.get(2).equals("toxics");
    }

    private static Response unknown() {
        return Response.text(404, "404 page not found\n");
    }
}
