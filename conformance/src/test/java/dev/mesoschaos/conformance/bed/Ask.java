package dev.mesoschaos.conformance.bed;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * An HTTP request to the last byte, as nothing is added but {@code Host} and {@code Content-Length}.
 *
 * @param headers whole lines
 */
public record Ask(String method, String path, List<String> headers, Optional<byte[]> body) {

    private static final String JSON = "application/json";

    public Ask {
        headers = List.copyOf(headers);
    }

    /** A request without headers and body. */
    public static Ask of(String method, String path) {
        return new Ask(method, path, List.of(), Optional.empty());
    }

    /** A GET. */
    public static Ask get(String path) {
        return of("GET", path);
    }

    /** A call of an API in JSON. */
    public static Ask call(String path, String json) {
        return of("POST", path).header("Content-Type", JSON).header("Accept", JSON).body(json);
    }

    /** A call of the operator API of a master or an agent in JSON. */
    public static Ask operator(String json) {
        return call("/api/v1", json);
    }

    /** A call of the operator API that has no parameters. */
    public static Ask plainly(String type) {
        return operator("{\"type\":\"" + type + "\"}");
    }

    /** The same with one more header. */
    public Ask header(String name, String value) {
        List<String> more = new ArrayList<>(headers);
        more.add(name + ": " + value);
        return new Ask(method, path, more, body);
    }

    /** The same without a header. */
    public Ask without(String name) {
        return new Ask(
                method,
                path,
                headers.stream().filter(line -> !line.regionMatches(true, 0, name + ":", 0, name.length() + 1)).toList(),
                body);
    }

    /** The same with another value of a header. */
    public Ask with(String name, String value) {
        return without(name).header(name, value);
    }

    /** The same with basic credentials. */
    public Ask as(String principal, String secret) {
        String pair = principal + ":" + secret;
        return header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
    }

    /** The same with a body. */
    public Ask body(String text) {
        return body(text.getBytes(UTF_8));
    }

    /** The same with a body. */
    public Ask body(byte[] bytes) {
        return new Ask(method, path, headers, Optional.of(bytes));
    }

    byte[] head(String host) {
        StringBuilder text = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\n");
        headers.forEach(line -> text.append(line).append("\r\n"));
        body.ifPresent(bytes -> text.append("Content-Length: ").append(bytes.length).append("\r\n"));
        return text.append("\r\n").toString().getBytes(US_ASCII);
    }
}
