package dev.mesoschaos.testbed.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** One complete answer. */
public final class Response {

    private final int status;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final byte[] body;

    private Response(int status, byte[] body) {
        this.status = status;
        this.body = body;
    }

    /** An answer without a body. */
    public static Response empty(int status) {
        return new Response(status, new byte[0]);
    }

    /** An answer in plain text, which is how Mesos reports every error. */
    public static Response text(int status, String text) {
        return new Response(status, text.getBytes(StandardCharsets.UTF_8))
                .with("Content-Type", "text/plain; charset=utf-8");
    }

    /** Mesos' default text of a status, such as {@code 404 Not Found.} */
    public static Response status(int status) {
        return text(status, status + " " + HttpResponseStatus.valueOf(status).reasonPhrase() + ".");
    }

    /** A successful answer of the given media type. */
    public static Response ok(String mediaType, byte[] body) {
        return new Response(200, body).with("Content-Type", mediaType);
    }

    /** Adds a header to this answer. */
    public Response with(String name, String value) {
        headers.put(name, value);
        return this;
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }
}
