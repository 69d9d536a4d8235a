package dev.mesoschaos.mesosclient;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.Durations;
import java.text.ParseException;

/**
 * The one field of a call that protobuf's own printer writes as Mesos does not read it: {@code max_grace_period} of
 * DRAIN_AGENT, printed {@code "5s"}, wanted {@code {"seconds":5}} (mesos-facts section 0, J7; section 14). In answers the
 * field of that name is of another type and needs nothing.
 */
final class GracePeriod {

    private static final String FIELD = "max_grace_period";
    private static final String QUOTED = '"' + FIELD + '"';
    private static final JsonMapper MAPPER = new JsonMapper();

    private GracePeriod() {}

    static String forMesos(String json) throws InvalidProtocolBufferException {
        if (!json.contains(QUOTED)) {
            return json;
        }
        try {
            JsonNode root = MAPPER.readTree(json);
            for (JsonNode holder : root.findParents(FIELD)) {
                if (holder.get(FIELD).isTextual()) {
                    ((ObjectNode) holder).set(FIELD, secondsAndNanos(holder.get(FIELD).textValue()));
                }
            }
            return MAPPER.writeValueAsString(root);
        } catch (JsonProcessingException | ParseException e) {
            throw new InvalidProtocolBufferException("unreadable " + FIELD + ": " + e.getMessage());
        }
    }

    private static JsonNode secondsAndNanos(String text) throws ParseException {
        Duration duration = Durations.parse(text);
        return MAPPER.createObjectNode().put("seconds", duration.getSeconds()).put("nanos", duration.getNanos());
    }
}
