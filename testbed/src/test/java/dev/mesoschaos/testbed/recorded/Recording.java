package dev.mesoschaos.testbed.recorded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** One recorded request with the answer that real Mesos 1.11.0 gave. */
record Recording(String name, JsonNode request, String status, Map<String, String> headers, String body) {

    static final ObjectMapper JSON = JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

    static Recording of(JsonNode entry) {
        Map<String, String> headers = new TreeMap<>();
        for (JsonNode header : entry.path("headers")) {
            String text = header.textValue();
            headers.put(text.substring(0, text.indexOf(':')), text.substring(text.indexOf(':') + 1).strip());
        }
        return new Recording(
                entry.path("case").textValue(),
                entry.path("request"),
                entry.path("status").textValue(),
                headers,
                entry.path("response_body").asText(entry.path("response").asText("")));
    }

    /** A file of the recordings. */
    static JsonNode read(String file) {
        try (InputStream in = Recording.class.getResourceAsStream(file)) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many records a stream began with while it was recorded. */
    int records() throws IOException {
        return headers.containsKey("Transfer-Encoding") ? Records.of(body, 0).size() : 0;
    }

    /** Which of the recorded processes was asked. */
    String port() {
        return request.path("port").textValue();
    }

    String head() {
        StringBuilder head = new StringBuilder(request.path("method").textValue() + " "
                + request.path("path").textValue() + " HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        for (JsonNode header : request.path("headers")) {
            head.append(header.path(0).textValue()).append(": ").append(header.path(1).textValue()).append("\r\n");
        }
        return head.append("Content-Length: ").append(content().length).append("\r\n\r\n").toString();
    }

    /** What was sent: JSON, or the bytes of a Python literal. */
    byte[] content() {
        JsonNode body = request.path("body");
        if (!body.isTextual()) {
            return body.toString().getBytes(UTF_8);
        }
        String text = body.textValue();
        if (!text.startsWith("b'")) {
            return text.getBytes(UTF_8);
        }
        return unescaped(text.substring(2, text.length() - 1)).getBytes(ISO_8859_1);
    }

    /** Undoes the escapes of bytes that are no text. */
    static String unescaped(String python) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < python.length(); i++) {
            if (python.startsWith("\\x", i)) {
                plain.append((char) Integer.parseInt(python.substring(i + 2, i + 4), 16));
                i += 3;
            } else {
                plain.append(python.charAt(i));
            }
        }
        return plain.toString();
    }

    @Override
    public String toString() {
        return name;
    }
}
