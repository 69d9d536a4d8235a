package dev.mesoschaos.testbed.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * Paths of documents that differ from the recorded ones for a reason.
 *
 * @param document which documents, a regular expression
 * @param path which paths, a regular expression; {@code -} before one that is recorded only, {@code +} before one of ours
 * @param sometimes whether it depends on chance, so that it need not be there
 */
record Difference(Pattern document, Pattern path, String reason, boolean sometimes) {

    static List<Difference> all() {
        return StreamSupport.stream(Recording.read("shapes.differences.json").spliterator(), false)
                .map(Difference::of)
                .toList();
    }

    private static Difference of(JsonNode entry) {
        return new Difference(
                Pattern.compile(entry.path("document").asText()),
                Pattern.compile(entry.path("path").asText()),
                entry.path("reason").asText(),
                entry.path("sometimes").asBoolean());
    }

    boolean covers(String name, String line) {
        return document.matcher(name).find() && path.matcher(line).find();
    }
}
