package dev.mesoschaos.mesosclient;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.Durations;
import java.text.ParseException;
import java.util.List;

/**
 * The one field whose JSON Mesos and protobuf's own printer write differently: {@code max_grace_period} of a drained
 * agent (mesos-facts section 0, J7; section 14). Mesos reads {@code {"seconds":5}} and writes
 * {@code {"nanoseconds":5000000000}}; the printer wants {@code "5s"}.
 */
final class GracePeriod {

    private static final String FIELD = "max_grace_period";
    private static final String QUOTED = '"' + FIELD + '"';
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

    private GracePeriod() {}

    static String toMesos(String json) throws InvalidProtocolBufferException {
        return json.contains(QUOTED) ? rewrite(json, GracePeriod::secondsObject) : json;
    }

    static String fromMesos(String json) throws InvalidProtocolBufferException {
        return json.contains(QUOTED) ? rewrite(json, GracePeriod::durationText) : json;
    }

    @FunctionalInterface
    private interface Change {
        JsonNode of(JsonNode value) throws ParseException;
    }

    private static String rewrite(String json, Change change) throws InvalidProtocolBufferException {
        try {
            JsonNode root = MAPPER.readTree(json);
            List<JsonNode> holders = root.findParents(FIELD);
            for (JsonNode holder : holders) {
                ((ObjectNode) holder).set(FIELD, change.of(holder.get(FIELD)));
            }
            return MAPPER.writeValueAsString(root);
        } catch (JsonProcessingException | ParseException e) {
            throw new InvalidProtocolBufferException("unreadable " + FIELD + ": " + e.getMessage());
        }
    }

    private static JsonNode secondsObject(JsonNode text) throws ParseException {
        Duration duration = Durations.parse(text.asText());
        return MAPPER.createObjectNode().put("seconds", duration.getSeconds()).put("nanos", duration.getNanos());
    }

    private static JsonNode durationText(JsonNode value) {
        Duration duration = value.has("nanoseconds")
                ? Durations.fromNanos(value.get("nanoseconds").asLong())
                : Duration.newBuilder().setSeconds(value.path("seconds").asLong())
                        .setNanos(value.path("nanos").asInt()).build();
        return MAPPER.getNodeFactory().textNode(Durations.toString(duration));
    }
}
