package dev.mesoschaos.testbed.http;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.Optional;

/** One request, complete with its body. */
public final class Request {

    private final String method;
    private final String target;
    private final HttpHeaders headers;
    private final byte[] body;

    Request(String method, String target, HttpHeaders headers, byte[] body) {
        this.method = method;
        this.target = target;
        this.headers = headers;
        this.body = body;
    }

    public String method() {
        return method;
    }

    /** Path and query as they were sent. */
    public String target() {
        return target;
    }

    /** The path without the query and without a trailing slash. */
    public String path() {
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** The value of a header; an empty one is a value. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The body; callers do not change it. */
    public byte[] body() {
        return body;
    }

    HttpHeaders headers() {
        return headers;
    }
}
