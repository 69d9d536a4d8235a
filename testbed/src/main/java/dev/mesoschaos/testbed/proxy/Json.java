package dev.mesoschaos.testbed.proxy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Predicate;

/** The HTTP interface's JSON: strict about types, silent about unknown keys, null as good as absent. */
final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static JsonNode object(byte[] text) throws ApiException {
        JsonNode node = read(text);
        if (!node.isObject()) {
            throw ApiException.badBody("expected a JSON object");
        }
        return node;
    }

    static JsonNode array(byte[] text) throws ApiException {
        JsonNode node = read(text);
        if (!node.isArray()) {
            throw ApiException.badBody("expected a JSON array");
        }
        return node;
    }

    static JsonNode child(JsonNode object, String key) throws ApiException {
        return value(object, key, JsonNode::isObject, "an object").orElse(MissingNode.getInstance());
    }

    static Optional<String> text(JsonNode object, String key) throws ApiException {
        return value(object, key, JsonNode::isTextual, "a string").map(JsonNode::textValue);
    }

    static Optional<Boolean> truth(JsonNode object, String key) throws ApiException {
        return value(object, key, JsonNode::isBoolean, "true or false").map(JsonNode::booleanValue);
    }

    static Optional<Float> fraction(JsonNode object, String key) throws ApiException {
        return value(object, key, JsonNode::isNumber, "a number").map(JsonNode::floatValue);
    }

    static Optional<Long> whole(JsonNode object, String key) throws ApiException {
        return value(object, key, JsonNode::isIntegralNumber, "a whole number").map(JsonNode::longValue);
    }

    static ObjectNode error(int status, String message) {
        return MAPPER.createObjectNode().put("error", message).put("status", status);
    }

    static ObjectNode empty() {
        return MAPPER.createObjectNode();
    }

    static ObjectNode show(Proxy proxy) {
        ObjectNode node = MAPPER.createObjectNode().put("name", proxy.name()).put("listen", proxy.listen())
                .put("upstream", proxy.upstream()).put("enabled", proxy.enabled());
        node.set("toxics", show(proxy.toxics().list()));
        return node;
    }

    static ArrayNode show(Collection<ToxicSpec> toxics) {
        ArrayNode array = MAPPER.createArrayNode();
        toxics.forEach(toxic -> array.add(show(toxic)));
        return array;
    }

    static ObjectNode show(ToxicSpec toxic) {
        ObjectNode node = MAPPER.createObjectNode();
        ObjectNode attributes = node.putObject("attributes");
        toxic.attributes().forEach(attributes::put);
        return node.put("name", toxic.name()).put("type", toxic.type().name())
                .put("stream", toxic.direction().text()).put("toxicity", toxic.toxicity());
    }

    private static JsonNode read(byte[] text) throws ApiException {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw ApiException.badBody(e.getOriginalMessage());
        } catch (IOException e) {
            throw ApiException.badBody(e.getMessage());
        }
    }

    private static Optional<JsonNode> value(JsonNode object, String key, Predicate<JsonNode> type, String expected)
            throws ApiException {
        JsonNode value = object.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!type.test(value)) {
            throw ApiException.badBody(key + " must be " + expected + ", not " + value);
        }
        return Optional.of(value);
    }
}
