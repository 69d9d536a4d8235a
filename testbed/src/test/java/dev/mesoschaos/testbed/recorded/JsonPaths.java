package dev.mesoschaos.testbed.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The form of a document: the paths of its values with their types, all elements of a list taken together. Names of
 * frameworks within names of metrics are left out, and a list of names and values is taken as an object.
 */
final class JsonPaths {

    private JsonPaths() {}

    static SortedSet<String> of(JsonNode document) {
        SortedSet<String> paths = new TreeSet<>();
        collect("", document, paths);
        return paths;
    }

    private static void collect(String path, JsonNode node, SortedSet<String> into) {
        if (node.size() == 2 && node.has("name") && node.has("value")) {
            collect(path + "." + lasting(node.path("name").asText()), node.path("value"), into);
            return;
        }
        into.add(path + ":" + kind(node));
        node.properties().forEach(field -> collect(path + "." + lasting(field.getKey()), field.getValue(), into));
        if (node.isArray()) {
            node.forEach(element -> collect(path + "[]", element, into));
        }
    }

    private static String lasting(String key) {
        return key.replaceFirst("^master/frameworks/[^/]+/[^/]+/", "master/frameworks/NAME/ID/");
    }

    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case NUMBER -> node.isIntegralNumber() ? "integer" : "double";
            default -> node.getNodeType().name().toLowerCase(Locale.ROOT);
        };
    }
}
