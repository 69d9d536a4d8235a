package dev.mesoschaos.conformance.bed;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What came back.
 *
 * @param headers whole lines
 * @param body empty for the head of a stream
 */
public record Reply(int status, List<String> headers, ByteString body) {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

    public Reply {
        headers = List.copyOf(headers);
    }

    /** The value of a header, when there is one. */
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    /** The body as text. */
    public String text() {
        return body.toStringUtf8();
    }

    /** The body as JSON. */
    public JsonNode json() {
        try {
            return MAPPER.readTree(body.newInput());
        } catch (IOException e) {
            throw new AssertionError("no JSON came: " + this, e);
        }
    }

    /** For messages of failed tests. */
    @Override
    public String toString() {
        return status + " " + text();
    }
}
