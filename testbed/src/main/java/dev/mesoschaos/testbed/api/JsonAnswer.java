package dev.mesoschaos.testbed.api;

import dev.mesoschaos.testbed.http.Request;
import dev.mesoschaos.testbed.http.Response;
import dev.mesoschaos.testbed.json.MesosJson;
import java.nio.charset.StandardCharsets;

/** The answers of v0 endpoints: JSON, or a call of the function that the parameter {@code jsonp} names. */
public final class JsonAnswer {

    private JsonAnswer() {}

    /** A successful answer. */
    public static Response of(Request request, MesosJson.Part content) {
        byte[] json = MesosJson.document(content);
        return request.query("jsonp")
                .map(function -> function + "(" + new String(json, StandardCharsets.UTF_8) + ")")
                .map(script -> Response.ok("text/javascript", script.getBytes(StandardCharsets.UTF_8)))
                .orElseGet(() -> Response.ok("application/json", json));
    }
}
