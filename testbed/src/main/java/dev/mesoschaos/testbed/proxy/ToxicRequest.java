package dev.mesoschaos.testbed.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mesoschaos.testbed.proxy.toxic.ToxicType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a request says about a toxic; what it leaves out keeps its value or its default.
 *
 * @param body the whole request
 */
record ToxicRequest(
        Optional<String> name, Optional<String> type, Optional<String> stream, Optional<Float> toxicity, JsonNode body) {

    static ToxicRequest read(byte[] text) throws ApiException {
        JsonNode body = Json.object(text);
        Optional<String> name = Json.text(body, "name").filter(given -> !given.isEmpty());
        return new ToxicRequest(
                name, Json.text(body, "type"), Json.text(body, "stream"), Json.fraction(body, "toxicity"), body);
    }

    /** The attributes that are given and that the type has; others are ignored, as the real server does. */
    Map<String, Long> attributes(ToxicType type) throws ApiException {
        JsonNode given = Json.child(body, "attributes");
        Map<String, Long> values = new LinkedHashMap<>();
        for (String attribute : type.attributes()) {
            Json.whole(given, attribute).ifPresent(value -> values.put(attribute, value));
        }
        return values;
    }
}
