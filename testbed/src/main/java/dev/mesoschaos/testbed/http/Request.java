package dev.mesoschaos.testbed.http;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** One request, complete with its body. */
public final class Request {

    private static final Pattern SLASHES = Pattern.compile("/{2,}");

    private final String method;
    private final String target;
    private final String path;
    private final Map<String, List<String>> query;
    private final HttpHeaders headers;
    private final byte[] body;
    private final Optional<String> principal;

    private Request(
            String method,
            String target,
            String path,
            Map<String, List<String>> query,
            HttpHeaders headers,
            byte[] body,
            Optional<String> principal) {
        this.method = method;
        this.target = target;
        this.path = path;
        this.query = query;
        this.headers = headers;
        this.body = body;
        this.principal = principal;
    }

    /**
     * A request of nobody known.
     *
     * @throws IllegalArgumentException when a percent sign of the target escapes nothing
     */
    static Request of(String method, String target, HttpHeaders headers, byte[] body) {
        QueryStringDecoder decoder = new QueryStringDecoder(target, StandardCharsets.UTF_8);
        String path = SLASHES.matcher(decoder.path()).replaceAll("/");
        path = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return new Request(method, target, path, decoder.parameters(), headers, body, Optional.empty());
    }

    /** This request, known to be of that principal. */
    public Request by(String authenticated) {
        return new Request(method, target, path, query, headers, body, Optional.of(authenticated));
    }

    public String method() {
        return method;
    }

    /** Path and query as they were sent. */
    public String target() {
        return target;
    }

    /** The path decoded, without the query, doubled slashes and a slash at its end. */
    public String path() {
        return path;
    }

    /** The first value of a parameter of the query, decoded. */
    public Optional<String> query(String name) {
        return first(query, name);
    }

    /** The first value of a parameter of a body that is a form. */
    public Optional<String> form(String name) {
        String text = new String(body, StandardCharsets.UTF_8);
        return first(new QueryStringDecoder(text, StandardCharsets.UTF_8, false).parameters(), name);
    }

    private static Optional<String> first(Map<String, List<String>> parameters, String name) {
        return Optional.ofNullable(parameters.get(name)).map(List::getFirst);
    }

    /** The value of a header; an empty one is a value. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The body; callers do not change it. */
    public byte[] body() {
        return body;
    }

    /** Who sent it; empty unless the sender had to say so. */
    public Optional<String> principal() {
        return principal;
    }

    HttpHeaders headers() {
        return headers;
    }
}
