package dev.mesoschaos.testbed.auth;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** One side of an ACL: some values, anything, or nothing. */
record Entity(Type type, Set<String> values) {

    private static final String DESCENDANTS = "/%";

    enum Type {
        SOME,
        ANY,
        NONE
    }

    Entity {
        values = Set.copyOf(values);
    }

    static Entity of(JsonNode json) {
        Set<String> values = new HashSet<>();
        json.path("values").forEach(value -> values.add(value.asText()));
        String type = json.path("type").asText("SOME").toUpperCase(Locale.ROOT);
        return new Entity(Type.valueOf(type), values);
    }

    /** Whether an ACL with this side is about the given one; an unknown one is about anything. */
    boolean concerns(Optional<String> asked) {
        return type != Type.SOME || asked.filter(this::has).isPresent();
    }

    boolean allows(Optional<String> asked) {
        return type == Type.ANY || (type == Type.SOME && asked.filter(this::has).isPresent());
    }

    /** A value that ends in {@code /%} stands for all roles below it. */
    private boolean has(String asked) {
        return values.contains(asked)
                || values.stream()
                        .filter(value -> value.endsWith(DESCENDANTS))
                        .anyMatch(value -> asked.startsWith(value.substring(0, value.length() - 1)));
    }
}
