package dev.mesoschaos.scenarios.language;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A scenario file as a tree, before anybody knows what it means; each part knows where it stands. */
sealed interface Node {

    Location location();

    /** What it is, for a message that ends in {@code got …}. */
    String shown();

    /** Keys in the order of the file, each with its own place. */
    record Mapping(Location location, Map<String, Entry> entries) implements Node {
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        @Override
        public String shown() {
            return entries.isEmpty() ? "{}" : "a mapping";
        }
    }

    /** A key's place and its value. */
    record Entry(Location key, Node value) {}

    /** A list. */
    record Sequence(Location location, List<Node> items) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String shown() {
            return "a list";
        }
    }

    /**
     * A text, number or word: which of them is for its reader to say, so that {@code "3"} and {@code 3} are the same.
     *
     * @param text as written, without quotes; empty for null
     */
    record Scalar(Location location, String text) implements Node {
        @Override
        public String shown() {
            return Quote.of(text);
        }
    }
}
